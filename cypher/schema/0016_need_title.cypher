// 技术需求: found by its title.
CREATE INDEX need_title IF NOT EXISTS
FOR (n:Need) ON (n.title)
