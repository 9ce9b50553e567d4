// Whose victim somebody is, as far as these are nominals.
MATCH (v:Person {id: $key})-[w:VICTIM_OF]->(m:Person) WHERE @holds(w)
MATCH (m)-[s:SUBJECT_OF]->(c:MappaCase) WHERE @holds(s)
RETURN v.id AS party, m.id AS offender, @path(w, s)
