// Whom a person is, or was, said to be something to.
MATCH (p:Person {id: $key})
MATCH (p)-[s]->(o:Person)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN p.id AS person, o.id AS other
