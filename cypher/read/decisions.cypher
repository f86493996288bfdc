// Every decision about what is one thing, the newest first.
MATCH (d:Decision)
RETURN properties(d) AS properties
ORDER BY d.at DESC, d.id
