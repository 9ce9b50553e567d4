// What a zone is called.
MATCH (n:Zone {id: $key})
MATCH (n)-[s:DRAWN_AS]->(:Record)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.name AS name
