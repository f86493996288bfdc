// Write of which supply a judgement is.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Judgement {id: row.start})
MATCH (b:Achievement|AlumniProject {id: row.end})
MERGE (a)-[r:JUDGES_SUPPLY]->(b)
SET r += row.properties
