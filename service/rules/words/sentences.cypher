// When a sentence lets somebody out.
MATCH (n:Person {id: $key})-[s:SENTENCED_TO]->(x:Sentence) WHERE @holds(s)
RETURN n.id AS person, s.release_on AS happens_on, @path(s)
