// Ranked matches of one supply item.
MATCH (s:Achievement|AlumniProject {id: $id})
MATCH (d)-[m:MATCHES]->(s)
WHERE s.withdrawn IS NULL AND d.withdrawn IS NULL
RETURN d.id AS id, labels(d) AS labels, properties(d) AS properties, properties(m) AS match
ORDER BY m.rank_for_supply, id
LIMIT $limit
