// Take items out of ranking that no current list names; the graph keeps them with their history.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|AlumniProject {id: id})
SET n.withdrawn = $withdrawn, n.withdrawn_by = $by
REMOVE n.matched_hash
