// Items, organisations and people by id, code (any that a row gave it), title or name.
CALL () {
  MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject|Organization|Person {id: $key}) RETURN n
  UNION
  MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject {code: $key}) RETURN n
  UNION
  MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject {title: $key}) RETURN n
  UNION
  MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject)-[r:LISTED_IN]->(:ListSnapshot)
  WHERE r.joined IN $natural
  RETURN n
  UNION
  MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject)
  WHERE n.id IN $natural
  RETURN n
  UNION
  MATCH (n:Organization {name: $called}) RETURN n
  UNION
  MATCH (n:Person {name: $key}) RETURN n
}
RETURN DISTINCT n.id AS id, labels(n) AS labels, coalesce(n.title, n.name) AS name
ORDER BY id
LIMIT 20
