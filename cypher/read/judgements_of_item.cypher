// What was said of one item's pairs, from whichever side.
MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject {id: $id})<-[:JUDGES_DEMAND|JUDGES_SUPPLY]-(j:Judgement)
WITH DISTINCT j
MATCH (d)<-[:JUDGES_DEMAND]-(j)-[:JUDGES_SUPPLY]->(s)
WHERE d <> s
RETURN properties(j) AS properties, d.id AS demand, s.id AS supply
ORDER BY j.at, j.id
