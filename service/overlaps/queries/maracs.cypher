// A MARAC case: where it is heard, and its days.
MATCH (m:MaracCase {id: $key})-[h:HEARD_IN]->(a:Area)
WHERE h.valid_from <= $day AND $day < h.valid_to
  AND h.known_from <= $known AND $known < h.known_to
RETURN m.id AS marac, a.id AS area, h.referred_on AS referred_on, h.heard_on AS heard_on, h.closed_on AS closed_on,
       h.known_from AS known_from
