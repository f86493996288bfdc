// Remember which content of each item the ranking has seen.
// rows: [{id, hash}]
UNWIND $rows AS row
MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject {id: row.id})
SET n.matched_hash = row.hash
