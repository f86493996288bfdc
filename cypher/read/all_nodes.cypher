// The whole graph's nodes, for export and checksums; published vectors are made from them and stay out.
MATCH (n)
WHERE NOT n:SchemaVersion|Embedding
RETURN labels(n) AS labels, properties(n) AS properties
