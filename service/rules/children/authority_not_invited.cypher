// id: CHI-03
// title: Plan of an authority not invited
// family: children
// severity: high
// subject: Person
// key: party
// guidance: Merseyside and Liverpool children's procedures, September 2024 | MAPPA: single points of contact
// policy: child.age_years
// step: authority_not_invited
// finding: A child linked to the nominal is on a plan of an authority whose children's services are not invited.
// next step: Invite the children's services of that authority.

MATCH (p:Person {id: $key})-[t:PARENT_OF|SIBLING_OF|RELATIVE_OF|PARTNER_OF|IN_CONTACT_WITH|NON_ASSOCIATE_OF|CO_DEFENDANT_OF]->(q:Person)
WHERE @holds(t)
RETURN p.id AS start, q.id AS stop, t.kind AS kind, t.valid_from AS since, t.contact_kind AS contact_kind, @path(t)
