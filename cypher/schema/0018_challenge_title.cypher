// 揭榜挂帅榜单: found by its title.
CREATE INDEX challenge_title IF NOT EXISTS
FOR (n:Challenge) ON (n.title)
