// Write the list, sheet and row an item stood in.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Achievement|Need|Challenge|AlumniProject {id: row.start})
MATCH (b:ListSnapshot {id: row.end})
MERGE (a)-[r:LISTED_IN]->(b)
SET r += row.properties
