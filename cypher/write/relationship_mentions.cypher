// Write the technical terms of an item, with their weight; an item has many and is looked up once.
// rows: [{start, end, properties}]
UNWIND $rows AS row
WITH row.start AS start, collect(row) AS rows
MATCH (a:Achievement|Need|Challenge|Scenario|AlumniProject {id: start})
UNWIND rows AS row
MATCH (b:Term {id: row.end})
MERGE (a)-[r:MENTIONS]->(b)
SET r += row.properties
