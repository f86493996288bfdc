// Every match with what a new ranking has to know of it.
MATCH (d)-[m:MATCHES]->(s)
RETURN d.id AS start, s.id AS end, properties(m) AS properties
