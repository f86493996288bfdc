// Every source: its newest list, how many there were, and how many items it names now or are withdrawn.
MATCH (s:ListSnapshot)
WITH s ORDER BY s.as_of DESC, s.received DESC, s.id
WITH coalesce(s.source, s.id) AS source, collect(s) AS lists
CALL (lists) {
  UNWIND lists AS s
  MATCH (s)<-[:LISTED_IN]-(n)
  WITH n, max(CASE WHEN coalesce(s.superseded, false) THEN 0 ELSE 1 END) AS named
  RETURN sum(CASE WHEN n.withdrawn IS NULL AND named = 1 THEN 1 ELSE 0 END) AS current,
         sum(CASE WHEN n.withdrawn IS NULL THEN 0 ELSE 1 END) AS withdrawn
}
RETURN source, lists[0].as_of AS as_of, lists[0].id AS newest, lists[0].kinds AS kinds, size(lists) AS snapshots,
       current, withdrawn
ORDER BY source
