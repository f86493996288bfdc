// Write who proposes an alumni project.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Organization|Person {id: row.start})
MATCH (b:AlumniProject {id: row.end})
MERGE (a)-[r:PROPOSES]->(b)
SET r += row.properties
