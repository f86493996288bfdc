// Create or bring up to date nodes that were taken into others.
// rows: [{id, properties}]
UNWIND $rows AS row
MERGE (n:Merged {id: row.id})
SET n += row.properties
