// Achievements, and the organisations with demands that do not offer them but where people who completed them work.
MATCH (a:Achievement)<-[:COMPLETED]-(p:Person)-[:WORKS_AT]->(o:Organization)
WHERE NOT EXISTS { (o)-[:OFFERS]->(a) } AND EXISTS { (o)-[:REQUESTS|ISSUES|PROPOSES]->() }
RETURN a.id AS item, collect(DISTINCT o.id) AS organizations
