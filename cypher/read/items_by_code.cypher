// Items by list code.
UNWIND $codes AS code
MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject|Expert {code: code})
RETURN code, n.id AS id, labels(n) AS labels, properties(n) AS properties
