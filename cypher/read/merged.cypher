// Nodes that were taken into another, by their ids: into which, by which decision, and which rows were theirs;
// and whether the survivor has been ranked anew since.
UNWIND $ids AS id
MATCH (n:Merged {id: id})-[m:MERGED_INTO]->(into)
RETURN id, coalesce(n.title, n.name) AS name, n.title_key AS title_key, n.merged_labels AS labels,
       n.merged_listings AS listings, into.id AS survivor, coalesce(into.title, into.name) AS survivor_name,
       into:Merged AS survivor_merged, m.own AS own, m.decision AS decision,
       coalesce(m.matched_hash, '') <> coalesce(into.matched_hash, '') AS ranked
