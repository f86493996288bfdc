// Items by id, list code or title, exactly as written.
CALL () {
  MATCH (n:Achievement|Need|Challenge|AlumniProject {id: $key}) RETURN n, 0 AS way
  UNION
  MATCH (n:Achievement|Need|Challenge|AlumniProject {code: $key}) RETURN n, 1 AS way
  UNION
  MATCH (n:Achievement|Need|Challenge|AlumniProject {title: $key}) RETURN n, 2 AS way
}
WITH n, min(way) AS way
RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties
ORDER BY way, id
LIMIT 20
