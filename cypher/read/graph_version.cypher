// What tells that the lists in the graph have changed: how many, how many complete, how often one was taken in,
// the newest, how they were read; and what people decided.
MATCH (s:ListSnapshot)
WITH count(s) AS lists, count(CASE WHEN s.complete THEN 1 END) AS complete,
     sum(coalesce(s.revision, 0)) AS revision, max(s.received) AS newest, collect(DISTINCT s.parser) AS parsers
OPTIONAL MATCH (d:Decision)
RETURN lists, complete, revision, newest, parsers, count(d) + count(d.undone_at) AS decisions
