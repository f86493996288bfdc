// 揭榜挂帅榜单: one node per id; also the index every write and look-up of it uses.
CREATE CONSTRAINT challenge_id IF NOT EXISTS
FOR (n:Challenge) REQUIRE n.id IS UNIQUE
