// Write the list, sheet and row an item stood in, what the row said and what it changed.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Achievement|Need|Challenge|AlumniProject {id: row.start})
MATCH (b:ListSnapshot {id: row.end})
MERGE (a)-[r:LISTED_IN {natural_id: coalesce(row.properties.natural_id, row.start)}]->(b)
SET r = row.properties, r.natural_id = coalesce(row.properties.natural_id, row.start)
