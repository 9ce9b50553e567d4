// The conditions in force on somebody: those of orders in force.
MATCH (n:Person {id: $key})-[b:BOUND_BY]->(o:`Order`) WHERE @holds(b)
MATCH (o)-[i:IMPOSES]->(k:Condition) WHERE @holds(i)
RETURN n.id AS subject, k.id AS condition, i.kind AS kind, i.site_kind AS site_kind, @path(b, i)
