// What stands for nodes that were taken into others, however often, by their ids or by title and organisation.
UNWIND $keys AS key
CALL (key) {
  MATCH (n:Merged {id: key}) RETURN n
  UNION
  MATCH (n:Merged {title_key: key}) RETURN n
}
MATCH (n)-[:MERGED_INTO*]->(into)
WHERE NOT into:Merged
RETURN key, min(into.id) AS id
