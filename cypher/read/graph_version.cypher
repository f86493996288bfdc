// What tells that the lists in the graph have changed: how many, how many complete, the newest, how they were read.
MATCH (s:ListSnapshot)
RETURN count(s) AS lists, count(CASE WHEN s.complete THEN 1 END) AS complete,
       max(s.received) AS newest, collect(DISTINCT s.parser) AS parsers
