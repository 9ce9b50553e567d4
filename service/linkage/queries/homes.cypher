// Where a person has a home, or may come to have one.
MATCH (p:Person {id: $key})
MATCH (p)-[s:LIVES_AT|STAYS_AT|PROPOSED_AT]->(a:Address)
WHERE s.valid_from <= $day AND $day < s.valid_to AND s.known_from <= $known AND $known < s.known_to
RETURN p.id AS person, a.id AS place
