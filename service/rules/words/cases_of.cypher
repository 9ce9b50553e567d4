// The cases somebody is the subject of.
MATCH (n:Person {id: $key})-[s:SUBJECT_OF]->(c:MappaCase) WHERE @holds(s)
RETURN n.id AS subject, c.id AS `case`, s.area AS area, @path(s)
