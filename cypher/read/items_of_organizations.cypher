// What organisations offer, request, issue or propose.
MATCH (o:Organization)-[:OFFERS|REQUESTS|ISSUES|PROPOSES]->(n)
WHERE o.id IN $ids
RETURN n.id AS item, o.id AS organization
