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

MATCH (p:Person {id: $key})-[t:PARENT_OF|SIBLING_OF|RELATIVE_OF|PARTNER_OF|IN_CONTACT_WITH|NON_ASSOCIATE_OF|CO_DEFENDANT_OF]->(q:Person)
WHERE @holds(t)
RETURN p.id AS start, q.id AS stop, t.kind AS kind, t.valid_from AS since, t.contact_kind AS contact_kind, @path(t)
