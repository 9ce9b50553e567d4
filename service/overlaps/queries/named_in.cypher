// The MARAC cases that name somebody, and as what.
MATCH (p:Person {id: $key})-[i:NAMED_IN]->(m:MaracCase)
WHERE i.valid_from <= $day AND $day < i.valid_to
  AND i.known_from <= $known AND $known < i.known_to
RETURN m.id AS marac, i.role AS role
