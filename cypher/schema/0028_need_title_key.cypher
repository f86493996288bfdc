// 技术需求: found by title and organisation together.
CREATE INDEX need_title_key IF NOT EXISTS
FOR (n:Need) ON (n.title_key)
