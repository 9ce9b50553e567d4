// In which area a MARAC case is heard.
MATCH (m:MaracCase {id: $key})
MATCH (m)-[h:HEARD_IN]->(a:Area)
WHERE h.known_from <= $known AND $known < h.known_to
RETURN m.id AS marac, a.id AS area
