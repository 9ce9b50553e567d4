// What stands at an address.
MATCH (s:Site)-[x:STANDS_AT]->(a:Address {id: $key}) WHERE @holds(x)
RETURN s.id AS site, a.id AS address, @path(x)
