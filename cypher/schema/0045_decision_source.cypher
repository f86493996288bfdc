// 合并、拆分和“不是同一个”的决定: the rows of a source that were taken out of an item.
CREATE INDEX decision_source IF NOT EXISTS
FOR (n:Decision) ON (n.source)
