// 校友项目用得上母校的哪些成果
// 同时有两条线的组合：校友毕业于这所学校，学校的成果又与他的项目匹配。
MATCH 人脉 = (校友:Person)-[:GRADUATED_FROM]->(母校:Organization)
MATCH 匹配 = (校友)-[:PROPOSES]->(项目:AlumniProject)-[m:MATCHES]-(成果:Achievement)<-[:OFFERS]-(母校)
RETURN 人脉, 匹配
ORDER BY m.score DESC
LIMIT 25
