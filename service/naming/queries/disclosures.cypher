// What was decided about disclosure, and when.
MATCH (n:Disclosure {id: $key})
MATCH (:MappaCase)-[s:DISCLOSES]->(n)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.decision AS kind, s.decided_on AS on_day
