// types: LIVES_AT, STAYS_AT, PROPOSED_AT
// Who lives, stays or is proposed to live at an address.
MATCH (p:Person)-[h:@type]->(a:Address {id: $key}) WHERE @holds(h)
RETURN p.id AS person, a.id AS address, h.valid_from AS since, @path(h)
