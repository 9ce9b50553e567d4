// In which areas the homes of a person are, as far as that is known.
MATCH (p:Person {id: $key})
MATCH (p)-[s:LIVES_AT|STAYS_AT|PROPOSED_AT]->(a:Address)
WHERE s.valid_from <= $day AND $day < s.valid_to AND s.known_from <= $known AND $known < s.known_to
MATCH (a)-[l:LOCATED_AT]->(:Record)
WHERE l.known_from <= $known AND $known < l.known_to
RETURN p.id AS person, l.area AS area
