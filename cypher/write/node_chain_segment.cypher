// Create or bring up to date 产业链环节 nodes.
// rows: [{id, properties}]
UNWIND $rows AS row
MERGE (n:ChainSegment {id: row.id})
ON CREATE SET n.first_seen = row.properties.last_seen
SET n += row.properties
