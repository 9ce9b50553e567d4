// What and where a site is.
MATCH (n:Site {id: $key})
MATCH (n)-[r:SITED_AS|STANDS_AT]->(o)
WHERE r.known_from <= $known AND $known < r.known_to
RETURN n.id AS here, o.id AS there, r.statement AS statement, r.record AS record, r.source AS source,
       r.valid_from AS valid_from, r.valid_to AS valid_to, r.name AS name, r.kind AS kind,
       r.postcode AS postcode, r.easting AS easting, r.northing AS northing, r.confidential AS confidential
