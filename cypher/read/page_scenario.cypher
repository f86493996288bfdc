// A page of 应用场景 in the order of ids.
MATCH (n:Scenario)
WHERE n.id > $after AND n.withdrawn IS NULL
RETURN n.id AS id, properties(n) AS properties
ORDER BY n.id
LIMIT $limit
