// The vector indexes there are: of which side, by name, whether each answers, and how far it is filled.
SHOW VECTOR INDEXES YIELD name, state, populationPercent, labelsOrTypes, properties
WHERE labelsOrTypes = ['Embedding']
RETURN properties[0] AS side, name, state, populationPercent AS percent
ORDER BY name
