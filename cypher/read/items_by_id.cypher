// Some items by id.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|AlumniProject {id: id})
RETURN id, labels(n) AS labels, properties(n) AS properties
