// Create or bring up to date 人员 nodes.
// rows: [{id, properties}]
UNWIND $rows AS row
MERGE (n:Person {id: row.id})
ON CREATE SET n.first_seen = row.properties.last_seen
SET n += row.properties
