// Which of some ids are nodes that items name.
UNWIND $ids AS id
MATCH (n:Organization|Person|Field|ChainSegment|Term|Region {id: id})
RETURN id
