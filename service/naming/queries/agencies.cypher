// What an agency is called.
MATCH (n:Agency {id: $key})
MATCH (n)-[s:DESCRIBED_BY]->(:Record)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.name AS name
