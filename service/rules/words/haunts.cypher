// types: WORKS_AT, ATTENDS
// Where somebody works, or goes by day.
MATCH (p:Person {id: $key})-[h:@type]->(a:Address) WHERE @holds(h)
RETURN p.id AS person, a.id AS address, @path(h)
