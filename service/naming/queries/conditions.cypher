// What kind of condition it is.
MATCH (n:Condition {id: $key})
MATCH (:`Order`)-[s:IMPOSES]->(n)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.kind AS kind
