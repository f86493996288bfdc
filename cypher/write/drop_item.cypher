// Remove an item that only a decision had made.
MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject {id: $id})
DETACH DELETE n
