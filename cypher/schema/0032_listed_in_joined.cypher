// 清单里的一行: the item a row was joined to, found by the id the row has by itself where that is another.
CREATE INDEX listed_in_joined IF NOT EXISTS
FOR ()-[r:LISTED_IN]-() ON (r.joined)
