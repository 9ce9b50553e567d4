// The meetings about a case, whenever they are or were to be held, and since when each is known so.
MATCH (m:Meeting)-[r:REVIEWS]->(c:MappaCase {id: $key})
WHERE r.known_from <= $known AND $known < r.known_to
RETURN m.id AS meeting, r.held_on AS held_on, r.kind AS kind, r.known_from AS known_from
