// 研判过的匹配
// 最近研判的二十对：谁说应推、可谈还是不合适，为什么（点开浅黄的圆点），连同匹配的得分。
MATCH (研判:Judgement)
WHERE 研判.at > ''
WITH 研判 ORDER BY 研判.at DESC LIMIT 20
MATCH 评 = (需求)<-[:JUDGES_DEMAND]-(研判)-[:JUDGES_SUPPLY]->(供给)
OPTIONAL MATCH 匹配 = (需求)-[:MATCHES]->(供给)
RETURN 评, 匹配
LIMIT 60
