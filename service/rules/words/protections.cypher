// Whom a condition protects.
MATCH (k:Condition {id: $key})-[y:PROTECTS]->(v:Person) WHERE @holds(y)
RETURN k.id AS condition, v.id AS party, @path(y)
