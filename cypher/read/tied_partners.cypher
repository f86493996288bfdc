// Organisations with demands, and those they completed achievements with.
MATCH (o:Organization)-[:OFFERS]->(:Achievement)<-[:OFFERS]-(partner:Organization)
WHERE EXISTS { (o)-[:REQUESTS|ISSUES|PROPOSES]->() }
RETURN o.id AS organization, collect(DISTINCT partner.id) AS partners
