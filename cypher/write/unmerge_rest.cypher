// Forget what is left of how relationships were before a merge.
MATCH (a:Achievement|Need|Challenge|Scenario|AlumniProject|Organization|Person {id: $absorbed})
MATCH (s:Achievement|Need|Challenge|Scenario|AlumniProject|Organization|Person {id: $survivor})
WITH a, s LIMIT 1
OPTIONAL MATCH (s)-[moved {merged_from: $absorbed}]-()
REMOVE moved.merged_from
WITH DISTINCT a
MATCH (a)-[kept:MERGED_LINK]->()
DELETE kept
