// 产业链环节: one node per id; also the index every write and look-up of it uses.
CREATE CONSTRAINT chain_segment_id IF NOT EXISTS
FOR (n:ChainSegment) REQUIRE n.id IS UNIQUE
