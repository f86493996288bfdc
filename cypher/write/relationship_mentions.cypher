// Write the technical terms of an item, with their weight.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Achievement|Need|Challenge|Scenario|AlumniProject {id: row.start})
MATCH (b:Term {id: row.end})
MERGE (a)-[r:MENTIONS]->(b)
SET r += row.properties
