// What is published of one side: of which item, by which encoder, of which text.
MATCH (e:Embedding {side: $side})
RETURN e.item AS item, e.encoder AS encoder, e.text_hash AS text_hash
