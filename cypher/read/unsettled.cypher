// Items of some lists that the list being taken in does not name, and those only an earlier reading of it named.
UNWIND $snapshots + [$id] AS snapshot
MATCH (s:ListSnapshot {id: snapshot})<-[r:LISTED_IN]-(n)
WHERE snapshot <> $id OR coalesce(r.reading, '') <> $reading
WITH DISTINCT n
WHERE NOT EXISTS { (n)-[own:LISTED_IN]->(o:ListSnapshot) WHERE o.id = $id AND own.reading = $reading }
   OR EXISTS { (n)-[own:LISTED_IN]->(o:ListSnapshot) WHERE o.id = $id AND coalesce(own.reading, '') <> $reading }
RETURN n.id AS id
ORDER BY id
