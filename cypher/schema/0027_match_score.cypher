// 匹配: strongest first.
CREATE INDEX match_score IF NOT EXISTS
FOR ()-[m:MATCHES]-() ON (m.score)
