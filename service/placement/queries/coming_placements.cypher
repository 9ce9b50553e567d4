// Placements that somebody is still to move into, and that were not refused.
MATCH (p:Person {id: $key})
MATCH (p)-[s:PLACED_IN]->(x:Placement)
WHERE s.valid_from <= $day AND $day < s.valid_to AND s.known_from <= $known AND $known < s.known_to
  AND s.starts_on > $day AND (s.decision IS NULL OR s.decision <> 'refused')
RETURN p.id AS person, x.id AS placement
