// Who is placed, where, and where on to.
MATCH (n:Placement {id: $key})
MATCH (n)-[r:PLACED_IN|PLACED_AT|MOVES_ON_TO]-(o)
WHERE r.known_from <= $known AND $known < r.known_to
RETURN n.id AS here, o.id AS there, r.statement AS statement, r.record AS record, r.source AS source,
       r.valid_from AS valid_from, r.valid_to AS valid_to, r.scheme AS scheme, r.referred_on AS referred_on,
       r.starts_on AS starts_on, r.ends_on AS ends_on, r.decision AS decision
