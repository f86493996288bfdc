// 技术需求: one node per id; also the index every write and look-up of it uses.
CREATE CONSTRAINT need_id IF NOT EXISTS
FOR (n:Need) REQUIRE n.id IS UNIQUE
