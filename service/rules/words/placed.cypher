// Who is to be placed at an address from a day to come.
MATCH (l:Placement)-[t:PLACED_AT]->(a:Address {id: $key}) WHERE @holds(t)
MATCH (p:Person)-[h:PLACED_IN]->(l) WHERE @holds(h) AND h.starts_on > $day
RETURN p.id AS person, a.id AS address, h.decision AS decision, h.starts_on AS since, @path(h, t)
