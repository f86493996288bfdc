// Give the survivor every relationship, of whatever type, that lead to the absorbed node. How it was is kept
// at the absorbed one; where the survivor has the same already, nothing is doubled.
MATCH (a:Achievement|Need|Challenge|Scenario|AlumniProject|Organization|Person {id: $absorbed})
MATCH (s:Achievement|Need|Challenge|Scenario|AlumniProject|Organization|Person {id: $survivor})
WITH a, s LIMIT 1
MATCH (a)<-[r]-(o)
WHERE NOT type(r) IN ['MERGED_INTO', 'MERGED_LINK', 'DECIDED', 'LISTED_IN']
WITH a, s, r, o, o = s OR EXISTS { (s)<-[same]-(o) WHERE type(same) = type(r) } AS doubled
CREATE (a)-[kept:MERGED_LINK]->(o)
SET kept = properties(r), kept.merged_type = type(r), kept.merged_out = false, kept.merged_doubled = doubled
WITH s, r, o, doubled
CALL (s, r, o, doubled) {
  WITH s, r, o, doubled WHERE NOT doubled
  CREATE (s)<-[moved:$(type(r))]-(o)
  SET moved = properties(r), moved.merged_from = $absorbed
}
DELETE r
