// A page of 科技成果 in the order of ids.
MATCH (n:Achievement)
WHERE n.id > $after AND n.withdrawn IS NULL
RETURN n.id AS id, properties(n) AS properties
ORDER BY n.id
LIMIT $limit
