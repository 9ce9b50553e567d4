// The MARAC cases that a sharing is about.
MATCH (x:InformationShare {id: $key})-[u:SHARES_ABOUT]->(m:MaracCase)
WHERE u.valid_from <= $day AND $day < u.valid_to
  AND u.known_from <= $known AND $known < u.known_to
RETURN x.id AS share, m.id AS marac
