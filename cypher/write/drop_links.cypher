// Drop what earlier lists said of items that have changed; the new row writes its own links.
UNWIND $ids AS id
MATCH (n:Achievement|Need|Challenge|AlumniProject {id: id})-[r:OFFERS|COMPLETED|REQUESTS|ISSUES|PROPOSES|IN_FIELD|IN_SEGMENT|MENTIONS]-()
DELETE r
