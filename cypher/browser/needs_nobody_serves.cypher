// 谁也接不了的需求
// 没有一项成果达到 0.3 分的需求、榜单和场景，连同提出单位：适合去外地找、去出题或去立项。
MATCH (需求:Need|Challenge|Scenario)
WHERE NOT EXISTS { (需求)-[m:MATCHES]->() WHERE m.score >= 0.3 }
WITH 需求 ORDER BY 需求.last_seen DESC LIMIT 30
OPTIONAL MATCH 提出 = (需求)<-[:REQUESTS|ISSUES]-(:Organization)
RETURN 需求, 提出
