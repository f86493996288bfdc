// Nearest supply to a text: HNSW over cosines.
CREATE VECTOR INDEX supply_embedding IF NOT EXISTS
FOR (e:Embedding) ON (e.supply)
OPTIONS {indexConfig: {`vector.dimensions`: $dimension, `vector.similarity_function`: 'cosine'}}
