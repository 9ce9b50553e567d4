// What and where an address is, who offers it, and who lives, stays or is to be placed there.
MATCH (n:Address {id: $key})
MATCH (n)-[r:LIVES_AT|STAYS_AT|PROPOSED_AT|PLACED_AT|LOCATED_AT|OFFERED_BY]-(o)
WHERE r.known_from <= $known AND $known < r.known_to
RETURN n.id AS here, o.id AS there, r.statement AS statement, r.record AS record, r.source AS source,
       r.valid_from AS valid_from, r.valid_to AS valid_to, r.kind AS kind, r.scheme AS scheme,
       r.secondary_name AS secondary_name, r.primary_name AS primary_name, r.street AS street, r.town AS town,
       r.postcode AS postcode, r.easting AS easting, r.northing AS northing, r.uncertainty_m AS uncertainty_m,
       r.precision AS precision, r.area AS area, r.local_authority AS local_authority,
       r.confidential AS confidential
