// The meetings about a case, held and planned.
MATCH (m:Meeting)-[r:REVIEWS]->(c:MappaCase {id: $key}) WHERE @holds(r)
RETURN m.id AS meeting, c.id AS `case`, r.held_on AS held_on, @path(r)
