// Every judgement with the items it is of now: those that were merged stand for what was taken into them.
MATCH (d)<-[:JUDGES_DEMAND]-(j:Judgement)-[:JUDGES_SUPPLY]->(s)
WHERE d <> s AND j.at > ''
RETURN properties(j) AS properties, d.id AS demand, s.id AS supply
ORDER BY j.at, j.id
