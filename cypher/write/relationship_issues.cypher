// Write who issues a challenge.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Organization {id: row.start})
MATCH (b:Challenge {id: row.end})
MERGE (a)-[r:ISSUES]->(b)
SET r += row.properties
