// Write a relationship that a node had before it was taken into another.
// rows: [{start, end, properties}]
UNWIND $rows AS row
MATCH (a:Merged {id: row.start})
MATCH (b:Achievement|Need|Challenge|Scenario|AlumniProject|Organization|Person|Field|ChainSegment|Term|Region|Judgement|Merged {id: row.end})
MERGE (a)-[r:MERGED_LINK {merged_type: row.properties.merged_type, merged_out: row.properties.merged_out}]->(b)
SET r += row.properties
