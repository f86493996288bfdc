// 还没人要的成果
// 没有一条需求达到 0.3 分的成果，连同单位与领域：适合换个应用场景再推一次。
MATCH (成果:Achievement)
WHERE NOT EXISTS { (成果)<-[m:MATCHES]-() WHERE m.score >= 0.3 }
WITH 成果 ORDER BY 成果.last_seen DESC LIMIT 30
OPTIONAL MATCH 提供 = (成果)<-[:OFFERS]-(:Organization)
OPTIONAL MATCH 领域 = (成果)-[:IN_FIELD]->(:Field)
RETURN 成果, 提供, 领域
