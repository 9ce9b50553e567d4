// Which agencies offer an address as accommodation.
MATCH (a:Address {id: $key})
MATCH (a)-[s:OFFERED_BY]->(g:Agency)
WHERE s.valid_from <= $day AND $day < s.valid_to AND s.known_from <= $known AND $known < s.known_to
RETURN g.id AS agency
