// 一个校友项目：母校、环节与可用成果
// 校友从哪里毕业、项目处在产业链哪一环、哪些成果和需求能与它对接。
WITH '' AS 名称  // 引号里写项目名称中的几个字；留空看全库得分最高的一个
CALL (名称) {
  WITH * WHERE 名称 <> ''
  CALL db.index.fulltext.queryNodes('item_text', '"' + 名称 + '"') YIELD node
  WHERE node:AlumniProject
  RETURN node AS 项目 LIMIT 1
  UNION
  WITH * WHERE 名称 = '' LIMIT 1
  MATCH (项目:AlumniProject)-[m:MATCHES]-()
  WHERE m.score > 0
  RETURN 项目 ORDER BY m.score DESC LIMIT 1
}
OPTIONAL MATCH 发起 = (项目)<-[:PROPOSES]-()
OPTIONAL MATCH 母校 = (项目)<-[:PROPOSES]-(:Person)-[:GRADUATED_FROM]->(:Organization)
OPTIONAL MATCH 环节 = (项目)-[:IN_SEGMENT]->(:ChainSegment)
OPTIONAL CALL (项目) {
  MATCH 匹配 = (项目)-[m:MATCHES]-()
  RETURN 匹配 ORDER BY m.score DESC LIMIT 6
}
RETURN 项目, 发起, 母校, 环节, 匹配
LIMIT 60
