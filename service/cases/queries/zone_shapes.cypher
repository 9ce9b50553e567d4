// Where a zone is drawn.
MATCH (z:Zone {id: $key})
MATCH (z)-[d:DRAWN_AS]->(:Record)
WHERE d.valid_from <= $day AND $day < d.valid_to AND d.known_from <= $known AND $known < d.known_to
RETURN z.id AS zone, d.name AS name, d.geometry AS geometry
