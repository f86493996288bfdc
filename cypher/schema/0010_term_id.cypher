// 技术术语: one node per id; also the index every write and look-up of it uses.
CREATE CONSTRAINT term_id IF NOT EXISTS
FOR (n:Term) REQUIRE n.id IS UNIQUE
