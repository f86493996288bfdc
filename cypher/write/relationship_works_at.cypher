// Write where a person works.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Person {id: row.start})
MATCH (b:Organization {id: row.end})
MERGE (a)-[r:WORKS_AT]->(b)
SET r += row.properties
