// What kind of order it is.
MATCH (n:`Order` {id: $key})
MATCH (:Person)-[s:BOUND_BY]->(n)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.kind AS kind
