// Where somebody visits.
MATCH (p:Person {id: $key})-[h:VISITS]->(a:Address) WHERE @holds(h)
RETURN p.id AS person, a.id AS address, @path(h)
