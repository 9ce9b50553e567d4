// Where somebody works, or attends school, a clinic or a group.
MATCH (p:Person {id: $key})
MATCH (p)-[s:WORKS_AT|ATTENDS]->(a:Address)
WHERE s.valid_from <= $day AND $day < s.valid_to AND s.known_from <= $known AND $known < s.known_to
RETURN a.id AS address
