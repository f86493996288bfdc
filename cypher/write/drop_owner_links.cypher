// Drop where the people and organisations behind changed items work, studied and are, unless other items name
// them too; the new row writes what still holds.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|AlumniProject {id: id})<-[:OFFERS|COMPLETED|REQUESTS|ISSUES|PROPOSES]-(who)
WHERE NOT EXISTS {
  (who)-[:OFFERS|COMPLETED|REQUESTS|ISSUES|PROPOSES]->(other) WHERE other <> n
}
MATCH (who)-[r:WORKS_AT|GRADUATED_FROM|LOCATED_IN]->()
DELETE r
