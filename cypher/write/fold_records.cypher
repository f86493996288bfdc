// Where a row says what its item says, it stands in the graph once, as the item.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject {id: id})-[r:LISTED_IN]->(:ListSnapshot)
WHERE r.record_hash = n.content_hash
REMOVE r.record
