// Whom records are about now.
MATCH (r:Record {id: $key})
MATCH (r)-[s:SAME_AS]->(p:Person)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN r.id AS record, p.id AS person, s.basis AS basis, s.known_from AS since
