// Demands that do not say what their organisation makes, and what its other needs say of that.
MATCH (o:Organization)-[:REQUESTS]->(other:Need)
WHERE other.profile IS NOT NULL OR other.industry IS NOT NULL
WITH o, collect(DISTINCT other.profile) + collect(DISTINCT other.industry) AS said
MATCH (o)-[:REQUESTS]->(n:Need)
WHERE n.profile IS NULL AND n.industry IS NULL
RETURN n.id AS item, said
