// Create or bring up to date 科技成果 nodes.
// rows: [{id, properties}]
UNWIND $rows AS row
MERGE (n:Achievement {id: row.id})
ON CREATE SET n.first_seen = row.properties.last_seen
SET n += row.properties
