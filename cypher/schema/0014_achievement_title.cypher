// 科技成果: found by its title.
CREATE INDEX achievement_title IF NOT EXISTS
FOR (n:Achievement) ON (n.title)
