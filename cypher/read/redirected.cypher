// Organisations and people that were taken into others, and into which.
MATCH (n:Merged)-[:MERGED_INTO]->(into)
WHERE 'Organization' IN n.merged_labels OR 'Person' IN n.merged_labels
RETURN n.id AS id, into.id AS survivor
