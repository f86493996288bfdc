// 清单版本: newest first.
CREATE INDEX list_snapshot_received IF NOT EXISTS
FOR (n:ListSnapshot) ON (n.received)
