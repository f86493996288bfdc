// Ranked matches of one demand item.
MATCH (d:Need|Challenge|AlumniProject {id: $id})
MATCH (d)-[m:MATCHES]->(s)
WHERE s.withdrawn IS NULL AND d.withdrawn IS NULL
RETURN s.id AS id, labels(s) AS labels, properties(s) AS properties, properties(m) AS match
ORDER BY m.rank_for_demand, id
LIMIT $limit
