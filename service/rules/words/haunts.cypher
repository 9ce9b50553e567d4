// Where somebody works, or goes by day.
MATCH (p:Person {id: $key})-[h:WORKS_AT|ATTENDS]->(a:Address) WHERE @holds(h)
RETURN p.id AS person, a.id AS address, h.kind AS kind, @path(h)
