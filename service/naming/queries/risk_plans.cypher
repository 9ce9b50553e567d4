// When a risk management plan was agreed.
MATCH (n:RiskPlan {id: $key})
MATCH (:MappaCase)-[s:MANAGED_UNDER]->(n)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.agreed_on AS on_day
