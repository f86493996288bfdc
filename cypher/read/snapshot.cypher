// One received list.
MATCH (s:ListSnapshot {id: $id})
RETURN properties(s) AS properties
