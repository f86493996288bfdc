// Create or bring up to date 清单版本 nodes.
// rows: [{id, properties}]
UNWIND $rows AS row
MERGE (n:ListSnapshot {id: row.id})
ON CREATE SET n.first_seen = row.properties.last_seen
SET n += row.properties
