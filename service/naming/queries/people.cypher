// What a person is called, and the records that say so.
MATCH (n:Person {id: $key})
MATCH (n)-[s:HAS_DETAILS]->(:Record)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.given_names AS given_names, s.family_name AS family_name,
       s.record AS records
