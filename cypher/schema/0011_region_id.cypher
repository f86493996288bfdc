// 行政区: one node per id; also the index every write and look-up of it uses.
CREATE CONSTRAINT region_id IF NOT EXISTS
FOR (n:Region) REQUIRE n.id IS UNIQUE
