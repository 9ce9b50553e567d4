// Under which scheme a placement is.
MATCH (n:Placement {id: $key})
MATCH (:Person)-[s:PLACED_IN]->(n)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.scheme AS kind
