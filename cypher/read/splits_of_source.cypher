// Rows of a source that someone took out of the item they were joined to, and what stands for their own item now.
MATCH (d:Decision {action: 'split', source: $source})
WHERE d.undone_at IS NULL
OPTIONAL MATCH (:Merged {id: d.absorbed})-[:MERGED_INTO*]->(into)
WHERE NOT into:Merged
RETURN d.natural_id AS natural_id, coalesce(into.id, d.absorbed) AS id
ORDER BY d.at
