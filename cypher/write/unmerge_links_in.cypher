// Give back the relationships that lead to what was absorbed: those still at the survivor as they are now, and
// those it had itself as they were. One that has gone since is not brought back.
MATCH (a:Achievement|Need|Challenge|Scenario|AlumniProject|Organization|Person {id: $absorbed})
MATCH (s:Achievement|Need|Challenge|Scenario|AlumniProject|Organization|Person {id: $survivor})
WITH a, s LIMIT 1
MATCH (a)-[kept:MERGED_LINK {merged_out: false}]->(o)
WHERE NOT kept.merged_type IN $without
OPTIONAL MATCH (s)<-[moved {merged_from: $absorbed}]-(o)
WHERE type(moved) = kept.merged_type
WITH a, o, kept, moved
WHERE kept.merged_doubled OR moved IS NOT NULL
CREATE (a)<-[back:$(kept.merged_type)]-(o)
SET back = CASE WHEN moved IS NULL THEN properties(kept) ELSE properties(moved) END
SET back.merged_from = kept.merged_from
REMOVE back.merged_type, back.merged_out, back.merged_doubled
DELETE moved, kept
