// Where a placement is.
MATCH (x:Placement {id: $key})
MATCH (x)-[s:PLACED_AT]->(a:Address)
WHERE s.valid_from <= $day AND $day < s.valid_to AND s.known_from <= $known AND $known < s.known_to
RETURN x.id AS placement, a.id AS address
