// Releases.
MATCH (n:Person {id: $key})-[s:UNDERWENT]->(x:Event) WHERE @holds(s) AND s.kind = 'release'
RETURN n.id AS person, s.happened_on AS happens_on, @path(s)
