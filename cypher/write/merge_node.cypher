// Take a node out of sight: it keeps what it was, for the day the decision is undone.
MATCH (a:Achievement|Need|Challenge|Scenario|AlumniProject|Organization|Person {id: $absorbed})
MATCH (s:Achievement|Need|Challenge|Scenario|AlumniProject|Organization|Person {id: $survivor})
CREATE (a)-[:MERGED_INTO {decision: $decision, own: $own, matched_hash: s.matched_hash, aliases: s.aliases}]->(s)
SET a.merged_labels = labels(a), a.merged_listings = $listings, a:Merged
WITH a, s, [label IN labels(a) WHERE label <> 'Merged'] AS was
REMOVE a:$(was)
WITH a, s WHERE s:Organization
SET s.aliases = COLLECT {
  UNWIND coalesce(s.aliases, []) + coalesce(a.aliases, []) + a.name AS name
  WITH DISTINCT name WHERE name <> s.name
  RETURN name ORDER BY name
}
