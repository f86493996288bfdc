// 一所高校的成果版图
// 这所高校最新的四十项成果，按技术领域聚在一起；双击成果可以看到完成人和匹配。
WITH '' AS 校名  // 引号里写校名开头的几个字；留空看成果最多的高校
CALL (校名) {
  WITH * WHERE 校名 <> ''
  MATCH (高校:Organization)
  WHERE 高校.name STARTS WITH 校名 AND 高校.kind = 'University'
  RETURN 高校 LIMIT 1
  UNION
  WITH * WHERE 校名 = '' LIMIT 1
  MATCH (高校:University)
  RETURN 高校 ORDER BY COUNT { (高校)-[:OFFERS]->() } DESC LIMIT 1
}
MATCH 成果 = (高校)-[:OFFERS]->(a:Achievement)
WITH a, 成果 ORDER BY coalesce(a.year, 0) DESC, a.last_seen DESC LIMIT 40
OPTIONAL MATCH 领域 = (a)-[:IN_FIELD]->(:Field)
RETURN 成果, 领域
LIMIT 100
