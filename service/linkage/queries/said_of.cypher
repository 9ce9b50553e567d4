// Who is, or was, said to be something to a person.
MATCH (p:Person {id: $key})
MATCH (o:Person)-[s]->(p)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN p.id AS person, o.id AS other
