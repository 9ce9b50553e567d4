// The cases an area manages, by the episodes that hold.
MATCH (a:Area {id: $key})
MATCH (c:MappaCase)-[m:MANAGED_IN]->(a)
WHERE m.valid_from <= $day AND $day < m.valid_to AND m.known_from <= $known AND $known < m.known_to
RETURN DISTINCT a.id AS area, c.id AS case_ref
