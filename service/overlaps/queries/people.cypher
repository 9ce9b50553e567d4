// Everybody a MARAC case names.
MATCH (p:Person)-[i:NAMED_IN]->(m:MaracCase {id: $key})
WHERE i.valid_from <= $day AND $day < i.valid_to
  AND i.known_from <= $known AND $known < i.known_to
RETURN m.id AS marac, p.id AS person
