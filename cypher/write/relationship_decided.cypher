// Write what a decision is about.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Decision {id: row.start})
MATCH (b:Achievement|Need|Challenge|Scenario|AlumniProject|Organization|Person|Merged {id: row.end})
MERGE (a)-[r:DECIDED]->(b)
SET r += row.properties
