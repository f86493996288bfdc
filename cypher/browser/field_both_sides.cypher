// 一个技术领域的供需全景
// 写明属于这个领域的成果、需求、榜单、场景、校友项目和专家，以及与它们匹配（0.45 分以上）的对方。
WITH '' AS 领域名  // 引号里写领域名称开头的几个字；留空看条目最多的领域
CALL (领域名) {
  WITH * WHERE 领域名 <> ''
  MATCH (领域:Field)
  WHERE 领域.name STARTS WITH 领域名
  RETURN 领域 LIMIT 1
  UNION
  WITH * WHERE 领域名 = '' LIMIT 1
  MATCH (领域:Field)
  RETURN 领域 ORDER BY COUNT { (领域)<-[:IN_FIELD]-() } DESC LIMIT 1
}
MATCH 属于 = (领域)<-[:IN_FIELD]-(条目)
WITH 属于, 条目 LIMIT 40
OPTIONAL CALL (条目) {
  MATCH 匹配 = (条目)-[m:MATCHES]-()
  WHERE m.score >= 0.45
  RETURN 匹配 ORDER BY m.score DESC LIMIT 3
}
RETURN 属于, 匹配
