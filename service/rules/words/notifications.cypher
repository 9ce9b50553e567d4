// What somebody has to notify under sex offender notification requirements.
MATCH (n:Person {id: $key})-[m:MUST_NOTIFY]->(x:Notification) WHERE @holds(m)
RETURN n.id AS subject, x.id AS notification, m.kind AS duty, m.due_on AS due_on, m.made_on AS made_on, @path(m)
