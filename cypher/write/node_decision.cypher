// Create or bring up to date decisions.
// rows: [{id, properties}]
UNWIND $rows AS row
MERGE (n:Decision {id: row.id})
SET n += row.properties
