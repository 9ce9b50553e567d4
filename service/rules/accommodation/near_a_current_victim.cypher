// id: ACC-03
// title: Home near a current victim
// family: accommodation
// severity: high
// subject: Person
// key: party
// guidance: Cheshire MAPPA awareness briefing | accommodation: location of past and current victims
// guidance: HMPPS Approved Premises (CAS1) service | exclusion zone or proximity to victim
// policy: accommodation.own_victim.near_m, accommodation.own_victim.radius_m
// step: near_a_current_victim
// finding: A home of the nominal is near a home of a current victim.
// unknown: Whether a home of the nominal is near a current victim is not known.
// next step: Refer to the responsible authority; ask the victim liaison officer for the victim's view; consider a zone.

MATCH (v:Person)-[w:VICTIM_OF]->(n:Person {id: $key}) WHERE @known(w) AND (w.valid_to <= $day OR w.valid_from <= $day)
RETURN v.id AS victim, n.id AS subject, w.valid_from AS since, w.valid_to AS until, @path(w)
