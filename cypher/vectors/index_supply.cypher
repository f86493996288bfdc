// Nearest supply to a text: HNSW over cosines.
CREATE VECTOR INDEX $index IF NOT EXISTS
FOR (e:Embedding) ON (e.supply)
OPTIONS {indexConfig: {`vector.dimensions`: $dimension, `vector.similarity_function`: 'cosine'}}
