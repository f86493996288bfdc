// Free text over all items for Neo4j Browser; the cjk analyser indexes overlapping character pairs.
CREATE FULLTEXT INDEX item_text IF NOT EXISTS
FOR (n:Achievement|Need|Challenge|Scenario|AlumniProject|Expert)
ON EACH [n.title, n.abstract, n.detail, n.problem, n.application, n.name, n.specialty, n.results]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: true}}
