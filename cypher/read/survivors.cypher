// Every item that was taken into another, however often, and what stands for it.
MATCH (n:Merged)-[:MERGED_INTO*]->(into)
WHERE NOT into:Merged
RETURN n.id AS id, n.title_key AS title_key, into.id AS survivor
ORDER BY id
