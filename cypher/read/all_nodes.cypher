// The whole graph's nodes, for export and checksums.
MATCH (n)
WHERE NOT n:SchemaVersion
RETURN labels(n) AS labels, properties(n) AS properties
