// 清单版本: one node per id; also the index every write and look-up of it uses.
CREATE CONSTRAINT list_snapshot_id IF NOT EXISTS
FOR (n:ListSnapshot) REQUIRE n.id IS UNIQUE
