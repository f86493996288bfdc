// 清单版本: the snapshots of one source.
CREATE INDEX list_snapshot_source IF NOT EXISTS
FOR (n:ListSnapshot) ON (n.source)
