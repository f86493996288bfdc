// Which rows of which lists stand for some items.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject|Expert {id: id})-[r:LISTED_IN]->(s:ListSnapshot)
RETURN id, coalesce(r.natural_id, id) AS natural_id, s.id AS list, s.source AS source, s.name AS name,
       r.sheet AS sheet, r.row AS row
ORDER BY id, list, natural_id
