// 科技成果: found by its list code.
CREATE INDEX achievement_code IF NOT EXISTS
FOR (n:Achievement) ON (n.code)
