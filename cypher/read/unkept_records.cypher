// Items whose fields are the only place where what some list said of them is kept.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|AlumniProject {id: id})
WHERE EXISTS { (n)-[r:LISTED_IN]->() WHERE r.record IS NULL }
RETURN id, labels(n) AS labels, properties(n) AS properties
