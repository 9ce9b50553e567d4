// Who has ever borne an identifier, on any record.
MATCH (i:Identifier {id: $key})
MATCH (r:Record)-[:BEARS]->(i)
MATCH (r)-[s:SAME_AS]->(p:Person)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN i.id AS identifier, r.id AS record, p.id AS person
