// 清单里的一行: the item it was joined to, found by the id the row has by itself.
CREATE INDEX listed_in_natural_id IF NOT EXISTS
FOR ()-[r:LISTED_IN]-() ON (r.natural_id)
