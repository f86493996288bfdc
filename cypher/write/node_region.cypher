// Create or bring up to date 行政区 nodes.
// rows: [{id, properties}]
UNWIND $rows AS row
MERGE (n:Region {id: row.id})
ON CREATE SET n.first_seen = row.properties.last_seen
SET n += row.properties
