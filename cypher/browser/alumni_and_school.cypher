// 校友项目用得上母校的哪些成果
// 同时有两条线的组合：校友毕业于这所学校，学校的成果又与他的项目匹配（0.45 分以上）。
MATCH 匹配 = (校友:Person)-[:PROPOSES]->(:AlumniProject)-[m:MATCHES]-(:Achievement)<-[:OFFERS]-(母校:Organization)
WHERE m.score >= 0.45
MATCH 人脉 = (校友)-[:GRADUATED_FROM]->(母校)
RETURN 匹配, 人脉
ORDER BY m.score DESC
LIMIT 12
