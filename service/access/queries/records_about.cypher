// Which records are about a person.
MATCH (p:Person {id: $key})
MATCH (r:Record)-[s:SAME_AS]->(p)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN p.id AS person, r.id AS record
