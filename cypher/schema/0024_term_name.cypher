// 技术术语: found by its name.
CREATE INDEX term_name IF NOT EXISTS
FOR (n:Term) ON (n.name)
