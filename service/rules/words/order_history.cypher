// The orders that category and level rest on, in force or ended.
MATCH (n:Person {id: $key})-[b:BOUND_BY]->(o:`Order`)
WHERE @known(b) AND b.valid_from <= $day AND b.valid_from < b.valid_to
RETURN n.id AS subject, b.kind AS order_kind, b.valid_from AS since, b.valid_to AS until, @path(b)
