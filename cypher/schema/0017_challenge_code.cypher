// 揭榜挂帅榜单: found by its list code.
CREATE INDEX challenge_code IF NOT EXISTS
FOR (n:Challenge) ON (n.code)
