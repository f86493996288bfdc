// Take back what somebody said of a pair.
MATCH (j:Judgement {id: $id})
DETACH DELETE j
