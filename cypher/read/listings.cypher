// What lists said of some items: those that count, and others that are asked for.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|AlumniProject {id: id})-[r:LISTED_IN]->(s:ListSnapshot)
WHERE r.record_hash IS NOT NULL AND ($past OR NOT coalesce(s.superseded, false) OR s.id IN $also)
RETURN id, properties(r) AS listing, labels(n) AS labels,
       CASE WHEN r.record IS NULL THEN properties(n) END AS properties,
       s {.id, .name, .source, .as_of, .received, .accepted, .complete, .superseded, .supplements,
          .hash, .kinds} AS snapshot
