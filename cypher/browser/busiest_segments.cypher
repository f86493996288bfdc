// 最热的产业链环节
// 每个环节有多少需求、成果、校友项目和达到 0.5 分的匹配；缺口是需求比成果多出的数。结果是一张表。
MATCH (环节:ChainSegment)
WITH 环节,
     COUNT { (环节)<-[:IN_SEGMENT]-(:Need|Challenge) } AS 需求数,
     COUNT { (环节)<-[:IN_SEGMENT]-(:Achievement) } AS 成果数,
     COUNT { (环节)<-[:IN_SEGMENT]-(:AlumniProject) } AS 校友项目数,
     COUNT { (环节)<-[:IN_SEGMENT]-()-[m:MATCHES]->() WHERE m.score >= 0.5 } AS 匹配数
RETURN 环节.chain AS 产业链, 环节.name AS 环节, 环节.position AS 位置,
       需求数, 成果数, 校友项目数, 匹配数, 需求数 - 成果数 AS 缺口
ORDER BY 需求数 + 成果数 + 校友项目数 DESC, 缺口 DESC
LIMIT 30
