// What a transfer moves, from where to where.
MATCH (n:Transfer {id: $key})
MATCH (n)-[r:TRANSFERRED_BY]-(o)
WHERE r.known_from <= $known AND $known < r.known_to
RETURN n.id AS here, o.id AS there, r.statement AS statement, r.record AS record, r.source AS source,
       r.valid_from AS valid_from, r.valid_to AS valid_to, r.kind AS kind, r.from_area AS from_area,
       r.to_area AS to_area, r.proposed_on AS proposed_on, r.address_checked_on AS address_checked_on,
       r.completed_on AS completed_on
