// The victims of somebody who are nominals themselves.
MATCH (v:Person)-[w:VICTIM_OF]->(n:Person {id: $key}) WHERE @holds(w)
MATCH (v)-[s:SUBJECT_OF]->(c:MappaCase) WHERE @holds(s)
RETURN n.id AS subject, v.id AS party, @path(w, s)
