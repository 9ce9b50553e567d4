// The meeting at which a disclosure was decided on.
MATCH (x:Disclosure {id: $key})-[t:DECIDED_AT]->(m:Meeting) WHERE @holds(t)
RETURN x.id AS disclosure, m.id AS meeting, @path(t)
