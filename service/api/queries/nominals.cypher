// Who is the subject of a case managed on the day, and where.
MATCH (p:Person)-[s:SUBJECT_OF]->(c:MappaCase)
WHERE s.valid_from <= $day AND $day < s.valid_to AND s.known_from <= $known AND $known < s.known_to
RETURN p.id AS person, c.id AS case_ref, s.area AS area, s.category AS category, s.level AS level,
       s.valid_from AS valid_from
