// Bring a node back that was taken into another; what was ranked since has to be ranked again.
MATCH (a:Merged {id: $absorbed})-[m:MERGED_INTO]->(s)
SET a:$(a.merged_labels)
SET a.matched_hash = CASE WHEN $ranked THEN null ELSE a.matched_hash END
SET s.aliases = CASE
  WHEN a:Organization AND [name IN s.aliases WHERE name <> a.name AND NOT name IN coalesce(a.aliases, [])] +
       [name IN coalesce(m.aliases, []) WHERE name = a.name OR name IN coalesce(a.aliases, [])] = [] THEN null
  WHEN a:Organization THEN COLLECT {
    UNWIND [name IN s.aliases WHERE name <> a.name AND NOT name IN coalesce(a.aliases, [])] + coalesce(m.aliases, []) AS name
    RETURN DISTINCT name ORDER BY name
  }
  ELSE s.aliases
END
REMOVE a:Merged, a.merged_labels, a.merged_listings
DELETE m
