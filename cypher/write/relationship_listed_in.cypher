// Write the list, sheet and row an item stood in, and what the list did to it, once and for all.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Achievement|Need|Challenge|Scenario|AlumniProject|Expert {id: row.start})
MATCH (b:ListSnapshot {id: row.end})
MERGE (a)-[r:LISTED_IN]->(b)
ON CREATE SET r += row.properties
