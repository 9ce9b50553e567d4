// When disclosure was decided on in a case.
MATCH (c:MappaCase {id: $key})-[d:DISCLOSES]->(x:Disclosure) WHERE @holds(d)
RETURN c.id AS `case`, d.decided_on AS decided_on
