// 科技成果: found by title and organisation together.
CREATE INDEX achievement_title_key IF NOT EXISTS
FOR (n:Achievement) ON (n.title_key)
