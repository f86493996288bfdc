// Write where an organisation is.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Organization {id: row.start})
MATCH (b:Region {id: row.end})
MERGE (a)-[r:LOCATED_IN]->(b)
SET r += row.properties
