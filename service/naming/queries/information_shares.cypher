// When information was shared.
MATCH (n:InformationShare {id: $key})
MATCH (n)-[s:SHARES]->(:MappaCase)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.shared_on AS on_day
