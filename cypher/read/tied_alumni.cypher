// Schools, and the organisations with demands where their alumni work; without those who want it kept to themselves.
MATCH (school:Organization)<-[:GRADUATED_FROM]-(p:Person)-[:WORKS_AT]->(o:Organization)
WHERE o <> school AND EXISTS { (o)-[:REQUESTS|ISSUES|PROPOSES]->() }
  AND NOT EXISTS { (p)-[:PROPOSES]->(a:AlumniProject) WHERE a.consent = false }
RETURN school.id AS school, o.id AS organization, collect(DISTINCT p.id) AS people
