// Lists of the sources whose name begins so.
MATCH (s:ListSnapshot)
WHERE s.source STARTS WITH $begins
RETURN s {.id, .name, .source, .as_of, .received, .kinds, .accepted, .complete, .superseded, .supplements,
          .moved_from, .reading, .hash} AS properties
