// 技术领域: found by its name.
CREATE INDEX field_name IF NOT EXISTS
FOR (n:Field) ON (n.name)
