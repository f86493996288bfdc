// 专家: found by the code of the expert library.
CREATE INDEX expert_code IF NOT EXISTS
FOR (n:Expert) ON (n.code)
