// One judgement by its id, with the items it is of now.
MATCH (d)<-[:JUDGES_DEMAND]-(j:Judgement {id: $id})-[:JUDGES_SUPPLY]->(s)
RETURN properties(j) AS properties, d.id AS demand, s.id AS supply
