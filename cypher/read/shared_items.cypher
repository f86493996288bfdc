// Which of some items stand in which of some lists.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|AlumniProject {id: id})-[:LISTED_IN]->(s:ListSnapshot)
WHERE s.id IN $snapshots
RETURN DISTINCT s.id AS snapshot, id
