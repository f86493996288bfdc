// What lists said of some items: those that count, and others that are asked for.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|AlumniProject {id: id})-[r:LISTED_IN]->(s:ListSnapshot)
WHERE r.record IS NOT NULL AND ($past OR NOT coalesce(s.superseded, false) OR s.id IN $also)
RETURN id, properties(r) AS listing,
       s {.id, .name, .source, .as_of, .received, .accepted, .complete, .superseded, .supplements,
          .hash, .kinds} AS snapshot
