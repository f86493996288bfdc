// 科技成果: one node per id; also the index every write and look-up of it uses.
CREATE CONSTRAINT achievement_id IF NOT EXISTS
FOR (n:Achievement) REQUIRE n.id IS UNIQUE
