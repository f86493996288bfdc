// 一个榜单，谁能揭
// 发榜单位、能用上的成果、成果所在单位和完成人：揭榜动员时要找的就是这些人。
WITH '' AS 名称  // 引号里写榜单名称中的几个字；留空看全库得分最高的一个
CALL (名称) {
  WITH * WHERE 名称 <> ''
  CALL db.index.fulltext.queryNodes('item_text', '"' + 名称 + '"') YIELD node
  WHERE node:Challenge
  RETURN node AS 榜单 LIMIT 1
  UNION
  WITH * WHERE 名称 = '' LIMIT 1
  MATCH (榜单:Challenge)-[m:MATCHES]->()
  WHERE m.score > 0
  RETURN 榜单 ORDER BY m.score DESC LIMIT 1
}
MATCH 匹配 = (榜单)-[m:MATCHES]->(成果)
WITH 榜单, 成果, 匹配 ORDER BY m.rank_for_demand LIMIT 5
OPTIONAL MATCH 发榜 = (榜单)<-[:ISSUES]-(:Organization)
OPTIONAL MATCH 提供 = (成果)<-[:OFFERS|PROPOSES]-(:Organization)
OPTIONAL MATCH 完成 = (成果)<-[:COMPLETED|PROPOSES]-(:Person)
RETURN 匹配, 发榜, 提供, 完成
LIMIT 80
