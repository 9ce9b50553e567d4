// What kind of meeting it is, and when.
MATCH (n:Meeting {id: $key})
MATCH (n)-[s:REVIEWS]->(:MappaCase)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.kind AS kind, s.held_on AS on_day
