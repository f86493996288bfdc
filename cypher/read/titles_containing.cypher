// Items whose title contains a text, for a hint when nothing fits exactly.
MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject)
WHERE n.title CONTAINS $text
RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties
ORDER BY size(n.title), id
LIMIT 10
