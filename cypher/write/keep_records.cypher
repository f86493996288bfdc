// Keep at the lists what they said, before the item says something else.
// rows: [{id, record}]
UNWIND $rows AS row
MATCH (n:Achievement|Need|Challenge|AlumniProject {id: row.id})-[r:LISTED_IN]->()
WHERE r.record IS NULL AND r.record_hash IS NOT NULL
SET r.record = row.record
