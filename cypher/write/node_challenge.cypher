// Create or bring up to date 揭榜挂帅榜单 nodes.
// rows: [{id, properties}]
UNWIND $rows AS row
MERGE (n:Challenge {id: row.id})
ON CREATE SET n.first_seen = row.properties.last_seen
SET n += row.properties
