// Where items stand in the lists that count.
MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject|Expert)-[r:LISTED_IN]->(s:ListSnapshot)
WHERE NOT coalesce(s.superseded, false) AND n.withdrawn IS NULL
RETURN n.id AS id, s.name AS list, r.sheet AS sheet, r.row AS row
