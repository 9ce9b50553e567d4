// What a zone is called.
MATCH (n:Zone {id: $key})
MATCH (n)-[r:DRAWN_AS]->(o)
WHERE r.known_from <= $known AND $known < r.known_to
RETURN n.id AS here, o.id AS there, r.statement AS statement, r.record AS record, r.source AS source,
       r.valid_from AS valid_from, r.valid_to AS valid_to, r.name AS name
