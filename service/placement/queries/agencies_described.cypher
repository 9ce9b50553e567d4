// What each agency is, and the area it works in.
MATCH (g:Agency)-[s:DESCRIBED_BY]->(:Record)
WHERE s.valid_from <= $day AND $day < s.valid_to AND s.known_from <= $known AND $known < s.known_to
RETURN g.id AS agency, s.kind AS kind, s.area AS area
