// The disclosures decided on at a meeting.
MATCH (x:Disclosure)-[d:DECIDED_AT]->(m:Meeting {id: $key}) WHERE @holds(d)
RETURN m.id AS meeting, x.id AS disclosure
