// Which records are about a person now, and what joined each.
MATCH (p:Person {id: $key})
MATCH (r:Record)-[s:SAME_AS]->(p)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN p.id AS person, r.id AS record, s.basis AS basis, s.known_from AS since
