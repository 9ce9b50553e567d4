// Where an address is, and who says so.
MATCH (a:Address {id: $key})-[s:LOCATED_AT]->(r:Record)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN a.id AS address, r.id AS record, s.easting AS easting, s.northing AS northing, s.uncertainty_m AS uncertainty_m,
       s.valid_from AS valid_from, s.valid_to AS valid_to, s.source AS source, s.feed AS feed, s.record AS records
