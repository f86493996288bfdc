// 这周先拜访谁
// 最近七天（从最新一份清单往前算）新出现的需求或成果里，得分最高的十对，连同两边的单位。
MATCH (清单:ListSnapshot)
WHERE 清单.received > ''
WITH 清单.received AS 最新 ORDER BY 最新 DESC LIMIT 1
WITH datetime(最新) - duration('P7D') AS 起点
MATCH 匹配 = (需求)-[m:MATCHES]->(供给)
WHERE m.score >= 0.45 AND (datetime(需求.first_seen) >= 起点 OR datetime(供给.first_seen) >= 起点)
WITH 需求, 供给, 匹配 ORDER BY m.score DESC LIMIT 10
OPTIONAL MATCH 提出 = (需求)<-[:REQUESTS|ISSUES|PROPOSES]-(:Organization)
OPTIONAL MATCH 提供 = (供给)<-[:OFFERS|PROPOSES]-(:Organization)
RETURN 匹配, 提出, 提供
LIMIT 80
