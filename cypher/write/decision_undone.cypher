// A decision no longer holds; it stays on record.
MATCH (d:Decision {id: $id})
SET d.undone_by = $by, d.undone_at = $at
