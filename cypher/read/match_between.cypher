// The match of a demand and a supply, where there is one.
MATCH (d:Need|Challenge|Scenario|AlumniProject {id: $demand})
MATCH (s:Achievement|AlumniProject {id: $supply})
MATCH (d)-[m:MATCHES]->(s)
RETURN properties(m) AS match
