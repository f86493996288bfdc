// Write who requests a need or opens a scenario.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Organization {id: row.start})
MATCH (b:Need|Scenario {id: row.end})
MERGE (a)-[r:REQUESTS]->(b)
SET r += row.properties
