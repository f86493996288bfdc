// Create or bring up to date 单位 nodes; its kind is a second label.
// rows: [{id, properties, labels}]
UNWIND $rows AS row
MERGE (n:Organization {id: row.id})
ON CREATE SET n.first_seen = row.properties.last_seen
SET n += row.properties
SET n:$(row.labels)
