// Some items by id.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject|Expert {id: id})
RETURN id, labels(n) AS labels, properties(n) AS properties
