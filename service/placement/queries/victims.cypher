// Whose victim somebody is or was: every statement known, whether or not it still holds.
MATCH (n:Person {id: $key})
MATCH (v:Person)-[s:VICTIM_OF]->(n)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN v.id AS person, s.valid_from AS valid_from, s.valid_to AS valid_to
