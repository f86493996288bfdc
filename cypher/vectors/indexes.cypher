// Vector indexes by name: whether each answers, how far it is filled, and the length of its vectors.
SHOW VECTOR INDEXES YIELD name, state, populationPercent, options
WHERE name IN $names
RETURN name, state, populationPercent AS percent, options.indexConfig['vector.dimensions'] AS dimension
