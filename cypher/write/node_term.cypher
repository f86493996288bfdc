// Create or bring up to date 技术术语 nodes.
// rows: [{id, properties}]
UNWIND $rows AS row
MERGE (n:Term {id: row.id})
ON CREATE SET n.first_seen = row.properties.last_seen
SET n += row.properties
