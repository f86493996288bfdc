// Drop what earlier lists said of items that have changed; the new row writes its own links.
// What an expert completed or proposes, and the school of an alumnus, other lists said.
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Achievement|Need|Challenge|Scenario|AlumniProject {id: id})
        -[r:OFFERS|COMPLETED|REQUESTS|ISSUES|PROPOSES|IN_FIELD|IN_SEGMENT|MENTIONS]-()
  RETURN r
  UNION
  MATCH (n:Expert {id: id})-[r:IN_FIELD|IN_SEGMENT|GRADUATED_FROM]->()
  WHERE NOT ('校友' IN n.roles AND type(r) = 'GRADUATED_FROM')
  RETURN r
}
DELETE r
