// What an agency is, and whom to ring.
MATCH (n:Agency {id: $key})
MATCH (n)-[r:DESCRIBED_BY]->(o)
WHERE r.known_from <= $known AND $known < r.known_to
RETURN n.id AS here, o.id AS there, r.statement AS statement, r.record AS record, r.source AS source,
       r.valid_from AS valid_from, r.valid_to AS valid_to, r.name AS name, r.kind AS kind, r.area AS area,
       r.local_authority AS local_authority, r.duty AS duty, r.spoc_name AS spoc_name,
       r.spoc_phone AS spoc_phone, r.spoc_email AS spoc_email
