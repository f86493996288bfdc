// Every row of one list.
MATCH (s:ListSnapshot {id: $id})<-[r:LISTED_IN]-(n)
RETURN n.id AS id, properties(r) AS listing, labels(n) AS labels,
       CASE WHEN r.record IS NULL THEN properties(n) END AS properties, properties(s) AS snapshot
ORDER BY r.sheet, r.row, r.natural_id
