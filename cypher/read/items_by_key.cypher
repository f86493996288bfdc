// Items by id, list code or title (an expert: name), exactly as written.
CALL () {
  MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject|Expert {id: $key}) RETURN n, 0 AS way
  UNION
  MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject|Expert {code: $key}) RETURN n, 1 AS way
  UNION
  MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject {title: $key}) RETURN n, 2 AS way
  UNION
  MATCH (n:Expert {name: $key}) RETURN n, 2 AS way
}
WITH n, min(way) AS way
RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties
ORDER BY way, id
LIMIT 20
