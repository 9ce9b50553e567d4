// What was decided on disclosure in a case, and what became of it.
MATCH (c:MappaCase {id: $key})-[d:DISCLOSES]->(x:Disclosure) WHERE @holds(d)
RETURN c.id AS `case`, x.id AS disclosure, d.decided_on AS decided_on, d.decision AS decision, d.due_on AS due_on,
       d.made_on AS made_on, d.undertaking_signed AS is_undertaking_signed, d.offender_told AS is_offender_told,
       @path(d)
