// Items by kind, title and organisation.
UNWIND $keys AS key
MATCH (n:Achievement|Need|Challenge|AlumniProject {title_key: key})
RETURN key, n.id AS id, n.codes AS codes
ORDER BY key, id
