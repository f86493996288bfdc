// Items an organisation or person stands behind, but for those it was given with an absorbed node.
MATCH (w:Organization|Person {id: $id})-[r:OFFERS|REQUESTS|ISSUES|PROPOSES|COMPLETED]->(n:Achievement|Need|Challenge|Scenario|AlumniProject)
WHERE coalesce(r.merged_from, '') <> $absorbed
RETURN DISTINCT n.id AS id, labels(n) AS labels, properties(n) AS properties
ORDER BY id
