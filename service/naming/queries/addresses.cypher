// Where an address is, and the records that say so.
MATCH (n:Address {id: $key})
MATCH (n)-[s:LOCATED_AT]->(:Record)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.secondary_name AS secondary_name,
       s.primary_name AS primary_name, s.street AS street, s.town AS town, s.postcode AS postcode, s.kind AS kind,
       s.record AS records
