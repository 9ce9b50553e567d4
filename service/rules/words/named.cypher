// Who is named in a MARAC case, and as what.
MATCH (p:Person)-[i:NAMED_IN]->(m:MaracCase {id: $key}) WHERE @holds(i)
RETURN p.id AS person, m.id AS marac, i.role AS role, @path(i)
