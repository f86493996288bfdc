// 应用场景: found by title and organisation together.
CREATE INDEX scenario_title_key IF NOT EXISTS
FOR (n:Scenario) ON (n.title_key)
