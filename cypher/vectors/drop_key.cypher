// Nothing is published any more: the key goes too.
DROP CONSTRAINT embedding_id IF EXISTS
