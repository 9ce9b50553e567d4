// In which areas a person is heard about.
MATCH (p:Person {id: $key})
MATCH (p)-[s:NAMED_IN]->(m:MaracCase)
WHERE s.known_from <= $known AND $known < s.known_to
MATCH (m)-[h:HEARD_IN]->(a:Area)
WHERE h.known_from <= $known AND $known < h.known_to
RETURN p.id AS person, a.id AS area
