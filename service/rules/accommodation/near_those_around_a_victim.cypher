// id: ACC-04
// title: Home near a past victim, a victim's place or relative
// family: accommodation
// severity: medium
// subject: Person
// key: party
// guidance: Cheshire MAPPA awareness briefing | accommodation: location of past and current victims
// policy: accommodation.own_victim.radius_m
// step: near_those_around_a_victim
// finding: A home of the nominal is near a past victim's home, a place a victim works at or attends, or a relative's home.
// unknown: Whether a home of the nominal is near a past victim, a victim's place or relative is not known.
// next step: The community offender manager decides and records why.

MATCH (v:Person)-[w:VICTIM_OF]->(n:Person {id: $key}) WHERE @known(w) AND (w.valid_to <= $day OR w.valid_from <= $day)
RETURN v.id AS victim, n.id AS subject, w.valid_from AS since, w.valid_to AS until, @path(w)
