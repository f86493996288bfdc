// 要得多、供得少的术语
// 需求侧常提、成果侧少提的技术术语：找外部团队、设计榜单时从这里入手。结果是一张表。
MATCH (词:Term)<-[:MENTIONS]-(:Need|Challenge)
WITH 词, count(*) AS 需求数
WITH 词, 需求数, COUNT { (词)<-[:MENTIONS]-(:Achievement) } AS 成果数
WHERE 需求数 > 成果数
RETURN 词.name AS 术语, 需求数, 成果数, 需求数 - 成果数 AS 差额
ORDER BY 差额 DESC, 词.idf DESC
LIMIT 30
