// Record a decision beside what it is about.
CREATE (d:Decision)
SET d = $properties
WITH d
MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject|Organization|Person {id: $survivor})
CREATE (d)-[:DECIDED]->(n)
