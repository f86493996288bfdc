// 应用场景: found by its list code.
CREATE INDEX scenario_code IF NOT EXISTS
FOR (n:Scenario) ON (n.code)
