// Which person a record was about, at every time of knowledge.
MATCH (r:Record {id: $key})
OPTIONAL MATCH (r)-[s:SAME_AS]->(p:Person)
RETURN r.id AS record, p.id AS thing, s.basis AS basis, s.known_from AS known_from, s.known_to AS known_to
