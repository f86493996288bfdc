// A page of 校友归巢项目 in the order of ids.
MATCH (n:AlumniProject)
WHERE n.id > $after AND n.withdrawn IS NULL
RETURN n.id AS id, properties(n) AS properties
ORDER BY n.id
LIMIT $limit
