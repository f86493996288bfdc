// 应用场景: one node per id; also the index every write and look-up of it uses.
CREATE CONSTRAINT scenario_id IF NOT EXISTS
FOR (n:Scenario) REQUIRE n.id IS UNIQUE
