// Write a demand and a supply that fit, scored and ranked from both sides.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Need|Challenge|Scenario|AlumniProject {id: row.start})
MATCH (b:Achievement|AlumniProject {id: row.end})
MERGE (a)-[r:MATCHES]->(b)
SET r += row.properties
