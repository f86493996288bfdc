// Write of which demand a judgement is.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Judgement {id: row.start})
MATCH (b:Need|Challenge|Scenario|AlumniProject {id: row.end})
MERGE (a)-[r:JUDGES_DEMAND]->(b)
SET r += row.properties
