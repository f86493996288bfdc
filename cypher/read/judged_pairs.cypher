// Some pairs as the graph knows them: whether each item is there on its side, and which weights ranked them.
UNWIND $rows AS row
OPTIONAL MATCH (d:Need|Challenge|Scenario|AlumniProject {id: row.demand})
OPTIONAL MATCH (s:Achievement|AlumniProject {id: row.supply})
OPTIONAL MATCH (d)-[m:MATCHES]->(s)
RETURN row.demand AS demand, row.supply AS supply, d IS NOT NULL AS asked, s IS NOT NULL AS offered,
       m.weights AS weights
