// Write who completed an achievement.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Person {id: row.start})
MATCH (b:Achievement {id: row.end})
MERGE (a)-[r:COMPLETED]->(b)
SET r += row.properties
