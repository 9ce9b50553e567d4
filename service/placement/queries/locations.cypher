// Where an address is; one row for an address that is known.
MATCH (a:Address {id: $key})
MATCH (a)-[s:LOCATED_AT]->(:Record)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN a.id AS address, s.uprn AS uprn, s.easting AS easting, s.northing AS northing, s.uncertainty_m AS uncertainty_m
