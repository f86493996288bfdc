// Items of the other kinds that share rare terms with some items, strongest first.
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Achievement|Need|Challenge|AlumniProject {id: id})-[m:MENTIONS]->(t:Term)
  WHERE t.idf >= $rare
  MATCH (t)<-[o:MENTIONS]-(other:Achievement|Need|Challenge|AlumniProject)
  WHERE other <> n AND labels(other) <> labels(n) AND other.withdrawn IS NULL
  WITH other, sum(m.weight * o.weight * t.idf) AS strength
  ORDER BY strength DESC, other.id
  LIMIT $limit
  RETURN other.id AS other, strength
}
RETURN id, other, strength
