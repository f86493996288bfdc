// Create or bring up to date 行政区 nodes; what a newer list said of one stays.
// rows: [{id, properties}]
UNWIND $rows AS row
MERGE (n:Region {id: row.id})
ON CREATE SET n.first_seen = row.properties.last_seen
ON MATCH SET n.first_seen = CASE WHEN row.properties.last_seen < n.first_seen THEN row.properties.last_seen ELSE n.first_seen END
WITH n, row
WHERE coalesce(n.last_seen + n.run_id, '') <= row.properties.last_seen + row.properties.run_id
SET n += row.properties
