// Every item in ranking, no more of it than tells whether it has changed; many to a row, for rows are slow.
MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject)
WHERE n.withdrawn IS NULL
WITH left(n.id, 2) AS part, collect([n.id, labels(n), n.content_hash, n.matched_hash,
     n.deadline_raw, n.deadline_end, n.bid_deadline]) AS items
RETURN items
