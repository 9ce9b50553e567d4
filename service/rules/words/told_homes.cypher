// Every home somebody is known to have, or to have had, by the day, and who says so.
MATCH (p:Person {id: $key})-[h:LIVES_AT|STAYS_AT]->(a:Address) WHERE @known(h) AND h.valid_from <= $day
RETURN p.id AS person, a.id AS address, h.source AS agency, h.kind AS kind, h.valid_from AS since, h.valid_to AS until,
       @path(h)
