// Note that unchanged items stood in a newer list.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|AlumniProject {id: id})
SET n.last_seen = $last_seen, n.run_id = $run_id
