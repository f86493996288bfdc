// Lists of one source.
MATCH (s:ListSnapshot {source: $source})
RETURN s {.id, .name, .source, .as_of, .received, .kinds, .accepted, .complete, .superseded, .supplements,
          .moved_from, .reading, .hash} AS properties
