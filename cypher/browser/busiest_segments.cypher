// 最热的产业链环节和领域
// 每个环节或领域里写明的需求、成果和校友项目，以及达到 0.45 分的匹配；匹配多的排在前面。结果是一张表。
MATCH (节点:ChainSegment|Field)<-[:IN_SEGMENT|IN_FIELD]-(条目)
WITH 节点.name AS 环节, collect(DISTINCT 条目) AS 条目们
WITH 环节,
     size([x IN 条目们 WHERE x:Need OR x:Challenge OR x:Scenario]) AS 需求数,
     size([x IN 条目们 WHERE x:Achievement]) AS 成果数,
     size([x IN 条目们 WHERE x:AlumniProject]) AS 校友项目数,
     COUNT { UNWIND 条目们 AS x MATCH (x)-[m:MATCHES]-() WHERE m.score >= 0.45 RETURN DISTINCT m } AS 匹配数
RETURN 环节, 需求数, 成果数, 校友项目数, 匹配数, 需求数 - 成果数 AS 缺口
ORDER BY 匹配数 DESC, 需求数 + 成果数 + 校友项目数 DESC, 环节
LIMIT 30
