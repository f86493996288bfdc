// 人员: one node per id; also the index every write and look-up of it uses.
CREATE CONSTRAINT person_id IF NOT EXISTS
FOR (n:Person) REQUIRE n.id IS UNIQUE
