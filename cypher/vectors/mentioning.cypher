// Items that say some of the words, best first; each row says whether it counts: on this side, and taking part.
CALL db.index.fulltext.queryNodes('item_text', $words, {limit: $limit}) YIELD node AS n, score
RETURN n.id AS id, any(label IN labels(n) WHERE label IN $labels) AND n.withdrawn IS NULL AS counts
ORDER BY score DESC, id
