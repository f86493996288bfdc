// Record an applied schema file.
MERGE (v:SchemaVersion {id: $id})
ON CREATE SET v.checksum = $checksum, v.applied = $applied
