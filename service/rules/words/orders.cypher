// The orders in force on somebody.
MATCH (n:Person {id: $key})-[b:BOUND_BY]->(o:`Order`) WHERE @holds(b)
RETURN n.id AS subject, o.id AS `order`, b.kind AS order_kind, b.valid_to AS until,
       b.renewal_decision_on AS renewal_decision_on, @path(b)
