// Who is named in a MARAC case.
MATCH (m:MaracCase {id: $key})
MATCH (p:Person)-[s:NAMED_IN]->(m)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN m.id AS place, p.id AS person
