// How many nodes of each label; published vectors are told of elsewhere.
MATCH (n)
WHERE NOT n:Embedding
UNWIND labels(n) AS label
RETURN label, count(*) AS count
ORDER BY label
