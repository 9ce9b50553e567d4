// The rows that say somebody is the subject of a case.
MATCH (p:Person {id: $key})
MATCH (p)-[s:SUBJECT_OF]->(:MappaCase)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN p.id AS person, s.record AS records
