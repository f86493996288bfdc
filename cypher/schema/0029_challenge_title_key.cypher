// 揭榜挂帅榜单: found by title and organisation together.
CREATE INDEX challenge_title_key IF NOT EXISTS
FOR (n:Challenge) ON (n.title_key)
