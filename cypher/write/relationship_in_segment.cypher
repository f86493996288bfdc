// Write the chain segments of an item.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Achievement|Need|Challenge|Scenario|AlumniProject|Expert {id: row.start})
MATCH (b:ChainSegment {id: row.end})
MERGE (a)-[r:IN_SEGMENT]->(b)
SET r += row.properties
