// 技术需求: found by its list code.
CREATE INDEX need_code IF NOT EXISTS
FOR (n:Need) ON (n.code)
