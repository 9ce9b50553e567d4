// The MARAC cases somebody is named in, and as what.
MATCH (p:Person {id: $key})-[i:NAMED_IN]->(m:MaracCase) WHERE @holds(i)
RETURN p.id AS person, m.id AS marac, i.role AS role, @path(i)
