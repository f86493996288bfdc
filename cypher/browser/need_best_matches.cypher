// 一条需求的最佳匹配
// 得分最高的五项成果（或校友项目）、提供单位，以及双方都提到的术语。
WITH '' AS 名称  // 引号里写需求名称中的几个字；留空看全库得分最高的一条
CALL (名称) {
  WITH * WHERE 名称 <> ''
  CALL db.index.fulltext.queryNodes('item_text', '"' + 名称 + '"') YIELD node
  WHERE node:Need
  RETURN node AS 需求 LIMIT 1
  UNION
  WITH * WHERE 名称 = '' LIMIT 1
  MATCH (需求:Need)-[m:MATCHES]->()
  WHERE m.score > 0
  RETURN 需求 ORDER BY m.score DESC LIMIT 1
}
MATCH 匹配 = (需求)-[m:MATCHES]->(供给)
WITH 需求, 供给, 匹配 ORDER BY m.rank_for_demand LIMIT 5
OPTIONAL MATCH 提供 = (供给)<-[:OFFERS|PROPOSES]-(:Organization)
OPTIONAL CALL (需求, 供给) {
  MATCH 术语 = (需求)-[:MENTIONS]->(t:Term)<-[:MENTIONS]-(供给)
  RETURN 术语 ORDER BY t.idf DESC LIMIT 3
}
RETURN 匹配, 提供, 术语
LIMIT 60
