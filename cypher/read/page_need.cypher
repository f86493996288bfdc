// A page of 技术需求 in the order of ids.
MATCH (n:Need)
WHERE n.id > $after AND n.withdrawn IS NULL
RETURN n.id AS id, properties(n) AS properties
ORDER BY n.id
LIMIT $limit
