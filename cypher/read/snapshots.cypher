// Every received list, newest first.
MATCH (s:ListSnapshot)
RETURN s {.id, .name, .source, .as_of, .received, .kinds, .accepted, .complete, .superseded, .supplements,
          .moved_from, .reading, .hash} AS properties
ORDER BY s.as_of DESC, s.received DESC, s.id
