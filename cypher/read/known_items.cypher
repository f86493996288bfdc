// What the graph knows of some items, to tell new, changed and unchanged rows apart.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject|Expert {id: id})
RETURN id, n.content_hash AS content_hash, n.last_seen AS last_seen, n.run_id AS run_id
