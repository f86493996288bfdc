// Items that rows were joined to before, by the id the rows have by themselves; of several the newest joined.
UNWIND $ids AS natural_id
MATCH (n)-[r:LISTED_IN {joined: natural_id}]->(s:ListSnapshot)
WITH natural_id, n, s ORDER BY s.received DESC, s.id, n.id
RETURN natural_id, collect(n.id)[0] AS id
