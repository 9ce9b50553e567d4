// The rows that say somebody is, or was, a victim of somebody.
MATCH (p:Person {id: $key})
MATCH (p)-[s:VICTIM_OF|IN_CONTACT_SCHEME]->(:Person)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN p.id AS person, s.record AS records
