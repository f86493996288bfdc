// 按关键词检索
// 在成果、需求、榜单、场景、校友项目的名称与正文和专家的特长里找一句话或几个词，连同所属单位。
WITH '材料 检测' AS 关键词  // 换成自己的词；几个词之间空一格，含任一词的都会找到
CALL db.index.fulltext.queryNodes('item_text', 关键词) YIELD node AS 条目, score AS 相关度
WITH 条目, 相关度 ORDER BY 相关度 DESC LIMIT 15
OPTIONAL MATCH 单位 = (条目)<-[:OFFERS|REQUESTS|ISSUES|PROPOSES]-(:Organization)
RETURN 条目, 单位
ORDER BY 相关度 DESC
LIMIT 40
