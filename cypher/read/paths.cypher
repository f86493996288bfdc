// Ways from a demand to a supply over what both name and whom both belong to: at most three nodes in between.
// Each with how many relationships its busiest node has: the fewer, the more the way says.
MATCH (d:Need|Challenge|Scenario|AlumniProject {id: $demand})
MATCH (s:Achievement|AlumniProject {id: $supply})
CALL (d, s) {
  MATCH p = (d)-[:MENTIONS|IN_FIELD|IN_SEGMENT]->(x)<-[:MENTIONS|IN_FIELD|IN_SEGMENT]-(s)
  RETURN p, COUNT { (x)--() } AS busy
  ORDER BY busy, x.idf DESC, x.id LIMIT 20
  UNION
  MATCH p = (d)<-[:REQUESTS|ISSUES|PROPOSES]-(x:Organization|Person)-[:OFFERS|COMPLETED|PROPOSES]->(s)
  RETURN p, COUNT { (x)--() } AS busy
  ORDER BY busy, x.id LIMIT 5
  UNION
  MATCH p = (d)<-[:REQUESTS|ISSUES|PROPOSES]-(a:Organization|Person)
            -[:WORKS_AT|GRADUATED_FROM]-(b:Organization|Person)-[:OFFERS|COMPLETED|PROPOSES]->(s)
  RETURN p, CASE WHEN COUNT { (a)--() } > COUNT { (b)--() } THEN COUNT { (a)--() } ELSE COUNT { (b)--() } END AS busy
  ORDER BY busy, a.id, b.id LIMIT 5
  UNION
  MATCH (d)<-[:REQUESTS|ISSUES|PROPOSES]-(a:Organization|Person)
  MATCH (b:Organization|Person)-[:OFFERS|COMPLETED|PROPOSES]->(s)
  WHERE a <> b
  MATCH p = (d)<-[:REQUESTS|ISSUES|PROPOSES]-(a)-[:LOCATED_IN|WORKS_AT|GRADUATED_FROM]-(x:Organization|Person|Region)
            -[:LOCATED_IN|WORKS_AT|GRADUATED_FROM]-(b)-[:OFFERS|COMPLETED|PROPOSES]->(s)
  RETURN p, COUNT { (x)--() } AS busy
  ORDER BY busy, x.id LIMIT 5
}
// An alumnus who did not agree to be named is told as one; who completed an achievement stands in its list.
RETURN [n IN nodes(p) | {id: n.id, labels: labels(n), name:
         CASE WHEN n:Person AND EXISTS { (n)-[:PROPOSES]->(:AlumniProject) }
                AND NOT EXISTS { (n)-[:PROPOSES]->(a:AlumniProject) WHERE a.consent }
           THEN '校友' ELSE coalesce(n.title, n.name) END}] AS nodes,
       [i IN range(0, length(p) - 1) |
         {type: type(relationships(p)[i]), forward: startNode(relationships(p)[i]) = nodes(p)[i]}] AS steps,
       busy
ORDER BY size(nodes), busy, [n IN nodes | n.id]
