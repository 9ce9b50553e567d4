// In which area a case is managed, at which level and about whom, by every episode that is known.
MATCH (c:MappaCase {id: $key})
MATCH (p:Person)-[s:SUBJECT_OF]->(c)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN c.id AS case_ref, p.id AS subject, s.area AS area, s.level AS level, s.valid_from AS valid_from, s.valid_to AS valid_to
