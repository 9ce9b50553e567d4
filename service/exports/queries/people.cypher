// Which person each agency's record is about, as known now.
MATCH (r:Record)-[s:SAME_AS]->(p:Person)
WHERE s.known_to = $open_end
RETURN p.id AS person_id, r.id AS record
ORDER BY person_id, record
