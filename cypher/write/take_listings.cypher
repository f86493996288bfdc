// Give some rows of lists to another item; what they said of it must have been kept before.
// rows: [{start, end, list, natural_id}]
UNWIND $rows AS row
MATCH (a:Achievement|Need|Challenge|Scenario|AlumniProject {id: row.start})-[r:LISTED_IN]->(s:ListSnapshot {id: row.list})
WHERE coalesce(r.natural_id, a.id) = row.natural_id
MATCH (b:Achievement|Need|Challenge|Scenario|AlumniProject {id: row.end})
CREATE (b)-[n:LISTED_IN]->(s)
SET n = properties(r), n.natural_id = row.natural_id,
    n.joined = CASE WHEN row.natural_id = row.end THEN null ELSE row.natural_id END
DELETE r
