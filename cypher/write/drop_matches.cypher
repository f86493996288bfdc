// Drop matches that a new ranking no longer holds.
// rows: [{start, end}]
UNWIND $rows AS row
MATCH (d:Need|Challenge|Scenario|AlumniProject {id: row.start})-[r:MATCHES]->(s:Achievement|AlumniProject {id: row.end})
DELETE r
