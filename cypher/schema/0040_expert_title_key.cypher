// 专家: found by title and organisation together.
CREATE INDEX expert_title_key IF NOT EXISTS
FOR (n:Expert) ON (n.title_key)
