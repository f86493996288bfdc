// A list is complete once its last row is in the graph.
MATCH (s:ListSnapshot {id: $id})
SET s.complete = true
