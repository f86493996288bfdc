// A page of 揭榜挂帅榜单 in the order of ids.
MATCH (n:Challenge)
WHERE n.id > $after AND n.withdrawn IS NULL
RETURN n.id AS id, properties(n) AS properties
ORDER BY n.id
LIMIT $limit
