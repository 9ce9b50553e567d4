// What happened, and when.
MATCH (n:Event {id: $key})
MATCH (:Person)-[s:UNDERWENT]->(n)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.kind AS kind, s.happened_on AS on_day
