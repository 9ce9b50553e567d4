// The police and probation agencies, and the areas they work in.
MATCH (g:Agency)-[s:DESCRIBED_BY]->(:Record)
WHERE s.valid_from <= $day AND $day < s.valid_to AND s.known_from <= $known AND $known < s.known_to
  AND s.kind IN ['police', 'probation']
RETURN g.id AS agency, s.kind AS kind, s.area AS area
