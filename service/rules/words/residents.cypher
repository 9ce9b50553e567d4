// Who lives, stays or is proposed to live at an address.
MATCH (p:Person)-[h:LIVES_AT|STAYS_AT|PROPOSED_AT]->(a:Address {id: $key}) WHERE @holds(h)
RETURN p.id AS person, a.id AS address, h.valid_from AS since, h.kind AS kind, @path(h)
