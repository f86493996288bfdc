// Every received list, newest first, with how many of its items count and how many are withdrawn.
MATCH (s:ListSnapshot)
RETURN properties(s) AS properties,
       COUNT { MATCH (s)<-[:LISTED_IN]-(n) WHERE n.withdrawn IS NULL RETURN DISTINCT n } AS current,
       COUNT { MATCH (s)<-[:LISTED_IN]-(n) WHERE n.withdrawn IS NOT NULL RETURN DISTINCT n } AS withdrawn
ORDER BY s.as_of DESC, s.received DESC, s.id
