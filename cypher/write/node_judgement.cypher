// Create or bring up to date judgements.
// rows: [{id, properties}]
UNWIND $rows AS row
MERGE (n:Judgement {id: row.id})
SET n += row.properties
