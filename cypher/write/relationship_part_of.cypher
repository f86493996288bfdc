// Write the region a region belongs to.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Region {id: row.start})
MATCH (b:Region {id: row.end})
MERGE (a)-[r:PART_OF]->(b)
SET r += row.properties
