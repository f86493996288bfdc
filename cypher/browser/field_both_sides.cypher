// 一个技术领域的供需全景
// 这个领域里的需求、榜单、校友项目和成果；彼此匹配的会自动连上线。
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
CALL (领域) {
  MATCH 条目 = (领域)<-[:IN_FIELD]-(:Need|Challenge|AlumniProject)
  RETURN 条目 LIMIT 25
  UNION
  MATCH 条目 = (领域)<-[:IN_FIELD]-(:Achievement)
  RETURN 条目 LIMIT 25
}
RETURN 条目
