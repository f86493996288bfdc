// Items nearest to a vector, best first. A cosine of 0 scores 0.5: what shares nothing is no candidate.
// The index cannot filter, so each row says whether it counts: same encoder, and still an item that takes part.
CALL db.index.vector.queryNodes($index, $limit, $vector) YIELD node AS e, score
WHERE score > 0.5
OPTIONAL MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject {id: e.item})
RETURN e.item AS id, e.encoder = $encoder AND n IS NOT NULL AND n.withdrawn IS NULL AS counts
ORDER BY score DESC, id
