// Whose records some users may not see, or some users alone may.
MATCH (p:Person)-[s:ACCESS_LIMITED_BY]->(:Record)
WHERE s.valid_from <= $day AND $day < s.valid_to AND s.known_from <= $known AND $known < s.known_to
RETURN p.id AS person, s.kind AS kind, s.username AS username
