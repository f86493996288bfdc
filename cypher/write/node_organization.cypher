// Create or bring up to date 单位 nodes; its kind is a second label, and what a newer list said stays.
// Names it was ever given are kept together.
// rows: [{id, properties, labels, aliases}]
UNWIND $rows AS row
MERGE (n:Organization {id: row.id})
ON CREATE SET n.first_seen = row.properties.last_seen
ON MATCH SET n.first_seen = CASE WHEN row.properties.last_seen < n.first_seen THEN row.properties.last_seen ELSE n.first_seen END
SET n.aliases = CASE row.aliases
  WHEN [] THEN n.aliases
  ELSE COLLECT { UNWIND coalesce(n.aliases, []) + row.aliases AS name RETURN DISTINCT name ORDER BY name }
END
WITH n, row
WHERE coalesce(n.last_seen + n.run_id, '') <= row.properties.last_seen + row.properties.run_id
SET n += row.properties
SET n:$(row.labels)
