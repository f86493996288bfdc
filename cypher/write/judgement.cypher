// Record what people said of pairs; the same said twice stands once, and without both items nothing is written.
// rows: [{id, demand, supply, properties}]
UNWIND $rows AS row
MATCH (d:Need|Challenge|Scenario|AlumniProject {id: row.demand})
MATCH (s:Achievement|AlumniProject {id: row.supply})
MERGE (j:Judgement {id: row.id})
SET j = row.properties
MERGE (j)-[:JUDGES_DEMAND]->(d)
MERGE (j)-[:JUDGES_SUPPLY]->(s)
