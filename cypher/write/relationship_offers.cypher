// Write who offers an achievement.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Organization {id: row.start})
MATCH (b:Achievement {id: row.end})
MERGE (a)-[r:OFFERS]->(b)
SET r += row.properties
