// 专家: found by name.
CREATE INDEX expert_name IF NOT EXISTS
FOR (n:Expert) ON (n.name)
