// Who has a home at an address, or may come to have one.
MATCH (a:Address {id: $key})
MATCH (p:Person)-[s:LIVES_AT|STAYS_AT|PROPOSED_AT]->(a)
WHERE s.valid_from <= $day AND $day < s.valid_to AND s.known_from <= $known AND $known < s.known_to
RETURN a.id AS place, p.id AS person
