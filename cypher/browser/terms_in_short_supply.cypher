// 要得多、供得少的术语
// 需求、榜单和场景常提、成果少提的技术术语（榜单或成果里用过的才算，口语不算）：找外部团队从这里入手。结果是一张表。
MATCH (词:Term)<-[m:MENTIONS]-(:Need|Challenge|Scenario)
WITH 词, count(*) AS 需求数, sum(m.weight) AS 分量
WHERE EXISTS { (词)<-[:MENTIONS]-(:Achievement|Challenge) }
WITH 词, 需求数, 分量, COUNT { (词)<-[:MENTIONS]-(:Achievement) } AS 成果数
WHERE 需求数 > 成果数
RETURN 词.name AS 术语, 需求数, 成果数, 需求数 - 成果数 AS 差额
ORDER BY 差额 DESC, 分量 * 词.idf DESC
LIMIT 30
