// 合并、拆分和“不是同一个”的决定: one node per id.
CREATE CONSTRAINT decision_id IF NOT EXISTS
FOR (n:Decision) REQUIRE n.id IS UNIQUE
