// When a referral was received.
MATCH (n:Referral {id: $key})
MATCH (:Person)-[s:REFERRED_BY]->(n)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.received_on AS on_day
