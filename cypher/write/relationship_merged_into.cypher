// Write into what a node was taken.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Merged {id: row.start})
MATCH (b:Achievement|Need|Challenge|Scenario|AlumniProject|Organization|Person|Merged {id: row.end})
MERGE (a)-[r:MERGED_INTO]->(b)
SET r += row.properties
