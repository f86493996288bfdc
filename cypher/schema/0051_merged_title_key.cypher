// 已并入别条的条目: found by title and organisation together.
CREATE INDEX merged_title_key IF NOT EXISTS
FOR (n:Merged) ON (n.title_key)
