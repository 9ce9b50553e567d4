// The rows that name somebody as a victim in a MARAC case.
MATCH (p:Person {id: $key})
MATCH (p)-[s:NAMED_IN]->(:MaracCase)
WHERE s.role = 'victim' AND s.known_from <= $known AND $known < s.known_to
RETURN p.id AS person, s.record AS records
