// Which part of the risk management plan an action serves.
MATCH (n:Action {id: $key})
MATCH (:Meeting)-[s:SETS]->(n)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.pillar AS kind
