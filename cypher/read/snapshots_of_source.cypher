// Lists of one source.
MATCH (s:ListSnapshot {source: $source})
RETURN properties(s) AS properties
