// 企业和高校之间怎么搭上线
// 从一家企业出发，经过需求、匹配（0.45 分以上）和成果或校友，到一所高校的最短五条路。
WITH '' AS 企业名, '' AS 校名  // 引号里写名称开头的几个字；留空看得分最高的一对
CALL (企业名) {
  WITH * WHERE 企业名 <> ''
  MATCH (企业:Organization)
  WHERE 企业.name STARTS WITH 企业名
  RETURN 企业 LIMIT 1
  UNION
  WITH * WHERE 企业名 = '' LIMIT 1
  MATCH (企业:Enterprise)-[:REQUESTS|PROPOSES]->()-[m:MATCHES]->()<-[:OFFERS]-(:University)
  RETURN 企业 ORDER BY m.score DESC LIMIT 1
}
CALL (企业, 校名) {
  WITH * WHERE 校名 <> ''
  MATCH (高校:Organization)
  WHERE 高校.name STARTS WITH 校名 AND 高校.kind = 'University'
  RETURN 高校 LIMIT 1
  UNION
  WITH * WHERE 校名 = '' LIMIT 1
  MATCH (企业)-[:REQUESTS|PROPOSES]->()-[m:MATCHES]->()<-[:OFFERS]-(高校:University)
  RETURN 高校 ORDER BY m.score DESC LIMIT 1
}
MATCH 路径 = SHORTEST 5 (企业)
  (()-[r:REQUESTS|ISSUES|PROPOSES|MATCHES|OFFERS|COMPLETED|GRADUATED_FROM|WORKS_AT]-()
   WHERE r.score IS NULL OR r.score >= 0.45){1,8}
  (高校)
RETURN 路径
