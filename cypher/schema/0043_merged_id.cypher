// 已并入别条的条目、单位、人: one node per id.
CREATE CONSTRAINT merged_id IF NOT EXISTS
FOR (n:Merged) REQUIRE n.id IS UNIQUE
