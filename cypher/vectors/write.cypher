// Publish vectors of one side.
// rows: [{id, item, text_hash, vector}]
UNWIND $rows AS row
MERGE (e:Embedding {id: row.id})
SET e.item = row.item, e.side = $side, e.encoder = $encoder, e.text_hash = row.text_hash
WITH e, row
CALL db.create.setNodeVectorProperty(e, $side, row.vector)
