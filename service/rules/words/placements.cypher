// Where somebody is to be placed from a day to come.
MATCH (p:Person {id: $key})-[h:PLACED_IN]->(l:Placement) WHERE @holds(h) AND h.starts_on > $day
MATCH (l)-[t:PLACED_AT]->(a:Address) WHERE @holds(t)
RETURN p.id AS person, a.id AS address, h.decision AS decision, h.starts_on AS since, @path(h, t)
