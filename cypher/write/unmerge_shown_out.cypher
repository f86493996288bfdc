// What another absorbed node had in common with the one given back, the survivor now has from that other.
MATCH (s:Achievement|Need|Challenge|Scenario|AlumniProject|Organization|Person {id: $survivor})
WITH s LIMIT 1
MATCH (s)<-[:MERGED_INTO]-(b:Merged)-[kept:MERGED_LINK {merged_out: true, merged_doubled: true}]->(o)
WHERE o <> s AND NOT kept.merged_type IN $without
  AND NOT EXISTS { (s)-[same]->(o) WHERE type(same) = kept.merged_type }
WITH s, o, kept.merged_type AS type, b, kept ORDER BY b.id
WITH s, o, type, collect({from: b.id, kept: kept})[0] AS first
WITH s, o, type, first.from AS from, first.kept AS kept
CREATE (s)-[moved:$(type)]->(o)
SET moved = properties(kept), moved.merged_from = from, kept.merged_doubled = false
REMOVE moved.merged_type, moved.merged_out, moved.merged_doubled
