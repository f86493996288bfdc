// Lists of the sources whose name begins so.
MATCH (s:ListSnapshot)
WHERE s.source STARTS WITH $begins
RETURN properties(s) AS properties
