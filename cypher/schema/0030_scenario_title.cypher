// 应用场景: found by its title.
CREATE INDEX scenario_title IF NOT EXISTS
FOR (n:Scenario) ON (n.title)
