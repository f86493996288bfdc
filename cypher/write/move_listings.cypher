// Move rows of lists from one item to another; they keep the id they have by themselves.
MATCH (a:Achievement|Need|Challenge|AlumniProject {id: $start})-[old:LISTED_IN]->(s:ListSnapshot)
WHERE $natural IS NULL OR old.natural_id IN $natural
MATCH (b:Achievement|Need|Challenge|AlumniProject {id: $end})
MERGE (b)-[r:LISTED_IN {natural_id: old.natural_id}]->(s)
SET r = properties(old), r.joined = CASE WHEN old.natural_id = $end THEN null ELSE old.natural_id END
DELETE old
