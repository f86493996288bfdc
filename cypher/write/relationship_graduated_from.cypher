// Write the school an alumnus graduated from.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Person {id: row.start})
MATCH (b:Organization {id: row.end})
MERGE (a)-[r:GRADUATED_FROM]->(b)
SET r += row.properties
