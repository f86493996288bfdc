// Note which lists of a source newer ones have taken the place of.
// rows: [{id, superseded}]
UNWIND $rows AS row
MATCH (s:ListSnapshot {id: row.id})
SET s.superseded = row.superseded
