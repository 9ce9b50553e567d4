// Who is named in a MARAC case, and where and when it is heard.
MATCH (n:MaracCase {id: $key})
MATCH (n)-[r:NAMED_IN|HEARD_IN]-(o)
WHERE r.known_from <= $known AND $known < r.known_to
RETURN n.id AS here, o.id AS there, r.statement AS statement, r.record AS record, r.source AS source,
       r.valid_from AS valid_from, r.valid_to AS valid_to, r.role AS role, r.referred_on AS referred_on,
       r.incident_on AS incident_on, r.heard_on AS heard_on, r.closed_on AS closed_on,
       r.dash_score AS dash_score
