// People as they are compared with each other.
MATCH (n:Person)-[:WORKS_AT]->(o:Organization)
RETURN n.id AS id, n.name AS name, collect(o.id) AS organizations
