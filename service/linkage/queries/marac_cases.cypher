// The MARAC cases a person is named in.
MATCH (p:Person {id: $key})
MATCH (p)-[s:NAMED_IN]->(m:MaracCase)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN p.id AS person, m.id AS place
