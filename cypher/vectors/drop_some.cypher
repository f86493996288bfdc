// Take back some of what is published of one side; repeated until nothing is left.
MATCH (e:Embedding {side: $side})
WITH e LIMIT $limit
DELETE e
