// Remove one vector index; the vectors stay.
DROP INDEX $index IF EXISTS
