// The episodes that somebody is the subject of.
MATCH (n:Person {id: $key})-[s:SUBJECT_OF]->(c:MappaCase) WHERE @holds(s)
RETURN n.id AS subject, c.id AS other_case, s.kind AS other_kind, s.category AS category, s.valid_from AS since, @path(s)
