// What a transfer moves.
MATCH (n:Transfer {id: $key})
MATCH (:MappaCase)-[s:TRANSFERRED_BY]->(n)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.kind AS kind
