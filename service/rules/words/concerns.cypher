// Whom an action protects.
MATCH (a:Action {id: $key})-[t:CONCERNS]->(p:Person) WHERE @holds(t)
RETURN a.id AS action, p.id AS party, @path(t)
