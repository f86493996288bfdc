// Every match of some items, with what a new ranking has to know of it.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject {id: id})-[m:MATCHES]-()
RETURN startNode(m).id AS start, endNode(m).id AS end, properties(m) AS properties
