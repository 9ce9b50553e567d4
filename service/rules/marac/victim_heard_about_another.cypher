// id: MAR-06
// title: Victim at MARAC about somebody else
// family: marac
// severity: high
// subject: Person
// key: party
// guidance: NDelius registration reference data | IMAR: MARACs are held where the victim lives
// guidance: MAPPA Guidance | Chapter 22
// step: victim_heard_about_another
// finding: A current victim is a victim in an open MARAC case in which the nominal is no perpetrator.
// next step: Bring the MARAC co-ordinator to the meeting; plan for both dangers at once.

MATCH (v:Person)-[w:VICTIM_OF]->(n:Person {id: $key}) WHERE @known(w) AND (w.valid_to <= $day OR w.valid_from <= $day)
RETURN v.id AS victim, n.id AS subject, w.valid_from AS since, w.valid_to AS until, @path(w)
