// Which cases a person is the subject of, by every episode that is known.
MATCH (p:Person {id: $key})
MATCH (p)-[s:SUBJECT_OF]->(c:MappaCase)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN p.id AS person, c.id AS case_ref
