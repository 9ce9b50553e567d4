// When somebody died, where that is known.
MATCH (p:Person {id: $key})
MATCH (p)-[s:HAS_DETAILS]->(:Record)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN p.id AS person, s.deceased_on AS deceased_on
