// Note that items stood in a list that changes nothing in them: the same as known, or older.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject|Expert {id: id})
SET n.first_seen = CASE WHEN $last_seen < n.first_seen THEN $last_seen ELSE n.first_seen END
WITH n
WHERE n.last_seen + n.run_id < $last_seen + $run_id
SET n.last_seen = $last_seen, n.run_id = $run_id
