// A page of 专家 in the order of ids.
MATCH (n:Expert)
WHERE n.id > $after AND n.withdrawn IS NULL
RETURN n.id AS id, properties(n) AS properties
ORDER BY n.id
LIMIT $limit
