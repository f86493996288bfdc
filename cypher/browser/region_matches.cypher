// 一个地区的全部匹配
// 这个地区（含下辖市县）的单位提出的需求，与任何地方的成果的匹配，得分高的在前。
WITH '' AS 地区名  // 引号里写地区名称或六位区划代码；留空看单位最多的地区
CALL (地区名) {
  WITH * WHERE 地区名 <> ''
  MATCH (地区:Region)
  WHERE 地区.name STARTS WITH 地区名 OR 地区.code = 地区名
  RETURN 地区 ORDER BY 地区.code LIMIT 1
  UNION
  WITH * WHERE 地区名 = '' LIMIT 1
  MATCH (地区:Region)
  RETURN 地区 ORDER BY COUNT { (地区)<-[:LOCATED_IN]-() } DESC, 地区.code LIMIT 1
}
MATCH (地区)<-[:PART_OF*0..3]-(:Region)<-[:LOCATED_IN]-(单位:Organization)
MATCH 匹配 = (单位)-[:REQUESTS|ISSUES|PROPOSES]->()-[m:MATCHES]->(供给)
WITH DISTINCT 供给, 匹配, m ORDER BY m.score DESC LIMIT 20
OPTIONAL MATCH 提供 = (供给)<-[:OFFERS|PROPOSES]-(:Organization)
RETURN 匹配, 提供
LIMIT 100
