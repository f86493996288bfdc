// 专家 (persons with a second label): the index every write and look-up of them uses.
CREATE CONSTRAINT expert_id IF NOT EXISTS
FOR (n:Expert) REQUIRE n.id IS UNIQUE
