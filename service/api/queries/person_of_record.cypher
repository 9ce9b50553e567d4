// Whom an agency's record is about.
MATCH (r:Record {id: $key})
MATCH (r)-[s:SAME_AS]->(p:Person)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN r.id AS record, p.id AS person
