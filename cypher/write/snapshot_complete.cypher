// A list is complete once its last row is in the graph and what it dropped is withdrawn.
MATCH (s:ListSnapshot {id: $id})
WHERE NOT s.complete
SET s.complete = true, s.revision = coalesce(s.revision, 0) + 1
REMOVE s.moved_from
