// How many matches.
MATCH ()-[m:MATCHES]->()
RETURN count(m) AS count
