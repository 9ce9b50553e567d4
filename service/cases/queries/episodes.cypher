// Every episode of a case that is known, whenever it holds.
MATCH (c:MappaCase {id: $key})
MATCH (p:Person)-[s:SUBJECT_OF]->(c)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN c.id AS case_ref, p.id AS subject, s.kind AS kind, s.area AS area, s.category AS category, s.level AS level,
       s.next_review_on AS next_review_on, s.valid_from AS valid_from, s.valid_to AS valid_to, s.statement AS statement
