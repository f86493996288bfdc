// What the graph knows of some items, to tell new, changed and unchanged ones apart.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject|Expert {id: id})
RETURN id, labels(n) AS labels, n.content_hash AS content_hash, n.first_seen AS first_seen, n.last_seen AS last_seen,
       n.run_id AS run_id, n.withdrawn AS withdrawn, n.codes AS codes,
       coalesce(n.title, n.name) AS title, n.organization AS organization
