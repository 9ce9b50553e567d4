// id: ACC-02
// title: In the same building as a victim
// family: accommodation
// severity: critical
// subject: Person
// key: party
// guidance: Cheshire MAPPA awareness briefing | accommodation: location of past and current victims
// step: in_the_same_building
// finding: A home of the nominal and a home of a current or past victim are in the same building.
// next step: Ring the police and the victim liaison officer today; check for a breach.

MATCH (v:Person)-[w:VICTIM_OF]->(n:Person {id: $key}) WHERE @known(w) AND (w.valid_to <= $day OR w.valid_from <= $day)
RETURN v.id AS victim, n.id AS subject, w.valid_from AS since, w.valid_to AS until, @path(w)
