// Where somebody lives, stays or is proposed to live.
MATCH (p:Person {id: $key})-[h:LIVES_AT|STAYS_AT|PROPOSED_AT]->(a:Address) WHERE @holds(h)
RETURN p.id AS person, a.id AS address, h.valid_from AS since, h.kind AS kind, h.verified_on AS verified_on, @path(h)
