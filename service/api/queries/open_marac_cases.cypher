// MARAC cases referred by the day and not closed by then, and the area that hears them.
MATCH (m:MaracCase)-[h:HEARD_IN]->(a:Area)
WHERE h.known_from <= $known AND $known < h.known_to AND h.referred_on <= $day
  AND (h.closed_on IS NULL OR h.closed_on > $day)
RETURN m.id AS marac, a.id AS area
