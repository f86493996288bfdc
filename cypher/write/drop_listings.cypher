// Drop what an earlier reading of a list said of items; the new reading names them no more.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|AlumniProject {id: id})-[r:LISTED_IN]->(s:ListSnapshot {id: $snapshot})
WHERE coalesce(r.reading, '') <> $reading
DELETE r
