// id: ACC-07
// title: Home near a non-associate or co-defendant
// family: accommodation
// severity: high
// subject: Person
// key: party
// guidance: HMPPS Approved Premises (CAS1) service | matching criteria
// guidance: HMPPS CAS2 service | risk to others in the property
// policy: accommodation.tied_person.radius_m
// step: near_a_tied_person
// finding: A home is in the building of, or next to, somebody the nominal must not associate with or was tried with.
// unknown: Whether a home is next to a non-associate or co-defendant is not known.
// next step: The placements team moves one of the two.

MATCH (n:Person {id: $key})-[s:SUBJECT_OF]->(c:MappaCase) WHERE @holds(s)
RETURN n.id AS subject, c.id AS `case`
