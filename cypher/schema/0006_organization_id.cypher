// 单位: one node per id; also the index every write and look-up of it uses.
CREATE CONSTRAINT organization_id IF NOT EXISTS
FOR (n:Organization) REQUIRE n.id IS UNIQUE
