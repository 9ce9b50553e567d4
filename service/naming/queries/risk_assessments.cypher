// When risk was assessed.
MATCH (n:RiskAssessment {id: $key})
MATCH (:Person)-[s:ASSESSED_AS]->(n)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.assessed_on AS on_day
