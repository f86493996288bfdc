// Take published vectors back.
UNWIND $ids AS id
MATCH (e:Embedding {id: id})
DELETE e
