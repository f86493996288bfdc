// Create or bring up to date 校友归巢项目 nodes.
// rows: [{id, properties}]
UNWIND $rows AS row
MERGE (n:AlumniProject {id: row.id})
ON CREATE SET n.first_seen = row.properties.last_seen
SET n += row.properties
