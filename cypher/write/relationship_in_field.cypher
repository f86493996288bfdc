// Write the technology fields of an item.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Achievement|Need|Challenge|Scenario|AlumniProject|Expert {id: row.start})
MATCH (b:Field {id: row.end})
MERGE (a)-[r:IN_FIELD]->(b)
SET r += row.properties
