// 产业链环节: found by its name.
CREATE INDEX chain_segment_name IF NOT EXISTS
FOR (n:ChainSegment) ON (n.name)
