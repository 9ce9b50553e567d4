// Whom the record is about now that a person has their id from.
MATCH (p:Person {id: $key})
MATCH (r:Record)-[o:SAME_AS]->(p)
WHERE o.basis = 'own'
MATCH (r)-[s:SAME_AS]->(n:Person)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN DISTINCT p.id AS asked, n.id AS person
