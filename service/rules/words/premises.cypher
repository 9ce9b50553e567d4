// The address that a condition names.
MATCH (k:Condition {id: $key})-[y:NAMES]->(a:Address) WHERE @holds(y)
RETURN k.id AS condition, a.id AS address, @path(y)
