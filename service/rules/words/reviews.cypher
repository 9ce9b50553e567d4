// The meetings about a case, held and planned, with what their minutes say.
MATCH (m:Meeting)-[r:REVIEWS]->(c:MappaCase {id: $key}) WHERE @holds(r)
RETURN m.id AS meeting, c.id AS `case`, r.kind AS meeting_kind, r.held_on AS held_on,
       r.minutes_issued_on AS minutes_issued_on, r.category_decided AS category_decided,
       r.level_decided AS level_decided, r.rationale AS rationale, @path(r)
