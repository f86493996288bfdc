// Every received list, newest first.
MATCH (s:ListSnapshot)
RETURN properties(s) AS properties
ORDER BY s.as_of DESC, s.received DESC, s.id
