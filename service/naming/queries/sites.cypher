// What a site is called.
MATCH (n:Site {id: $key})
MATCH (n)-[s:SITED_AS]->(:Record)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.name AS name
