// Create or bring up to date 人员 nodes; roles add up, and what a newer list said of one stays.
// rows: [{id, properties}]
UNWIND $rows AS row
MERGE (n:Person {id: row.id})
ON CREATE SET n.first_seen = row.properties.last_seen
ON MATCH SET n.first_seen = CASE WHEN row.properties.last_seen < n.first_seen THEN row.properties.last_seen ELSE n.first_seen END
WITH n, row, [role IN ['完成人', '专家', '校友', '技术经理人']
              WHERE role IN coalesce(n.roles, []) + coalesce(row.properties.roles, [])] AS roles
SET n.roles = roles
WITH n, row, roles
WHERE coalesce(n.last_seen + n.run_id, '') <= row.properties.last_seen + row.properties.run_id
SET n += row.properties, n.roles = roles
