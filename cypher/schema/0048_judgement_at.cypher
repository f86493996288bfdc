// 研判: the newest first.
CREATE INDEX judgement_at IF NOT EXISTS
FOR (n:Judgement) ON (n.at)
