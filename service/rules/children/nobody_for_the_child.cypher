// id: CHI-01
// title: Nobody looks to a linked child
// family: children
// severity: high
// subject: Person
// key: party
// guidance: Merseyside and Liverpool children's procedures, September 2024 | MAPPA: single points of contact
// policy: child.age_years
// step: nobody_for_the_child
// finding: A child linked to the nominal has no social worker or safeguarding lead, and children's services are not invited.
// unknown: Somebody of unknown age is linked to the nominal, and nobody looks to them.
// next step: Tell the authority's single point of contact; invite children's services.

MATCH (p:Person {id: $key})-[t:PARENT_OF|SIBLING_OF|RELATIVE_OF|PARTNER_OF|IN_CONTACT_WITH|NON_ASSOCIATE_OF|CO_DEFENDANT_OF]->(q:Person)
WHERE @holds(t)
RETURN p.id AS start, q.id AS stop, t.kind AS kind, t.valid_from AS since, t.contact_kind AS contact_kind, @path(t)
