// Schools, and the organisations with demands where their alumni work.
MATCH (school:Organization)<-[:GRADUATED_FROM]-(p:Person)-[:WORKS_AT]->(o:Organization)
WHERE o <> school AND EXISTS { (o)-[:REQUESTS|ISSUES|PROPOSES]->() }
RETURN school.id AS school, o.id AS organization, collect(DISTINCT p.id) AS people
