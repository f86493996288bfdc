// Create or bring up to date 应用场景 nodes.
// rows: [{id, properties}]
UNWIND $rows AS row
MERGE (n:Scenario {id: row.id})
ON CREATE SET n.first_seen = row.properties.last_seen
SET n += row.properties
