// Applied schema files.
MATCH (v:SchemaVersion)
RETURN v.id AS id, v.checksum AS checksum
ORDER BY id
