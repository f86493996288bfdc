// 一项成果的需求侧
// 谁可能要用这项成果：得分最高的需求、榜单和校友项目，以及提出它们的单位。
WITH '' AS 名称  // 引号里写成果名称中的几个字；留空看全库得分最高的一项
CALL (名称) {
  WITH * WHERE 名称 <> ''
  CALL db.index.fulltext.queryNodes('item_text', '"' + 名称 + '"') YIELD node
  WHERE node:Achievement
  RETURN node AS 成果 LIMIT 1
  UNION
  WITH * WHERE 名称 = '' LIMIT 1
  MATCH (成果:Achievement)<-[m:MATCHES]-()
  WHERE m.score > 0
  RETURN 成果 ORDER BY m.score DESC LIMIT 1
}
MATCH 匹配 = (成果)<-[m:MATCHES]-(需求)
WITH 成果, 需求, 匹配 ORDER BY m.rank_for_supply LIMIT 8
OPTIONAL MATCH 提出 = (需求)<-[:REQUESTS|ISSUES|PROPOSES]-(:Organization)
OPTIONAL MATCH 提供 = (成果)<-[:OFFERS]-(:Organization)
RETURN 匹配, 提出, 提供
LIMIT 60
