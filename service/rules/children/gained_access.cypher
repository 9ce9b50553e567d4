// id: CHI-04
// title: New partner or child, nothing decided
// family: children
// severity: critical
// subject: Person
// key: party
// guidance: HMPPS Create and vary a licence, policy version 4 | notify developing relationships
// guidance: Ministry of Justice press notice, 8th annual reports, October 2009 | disclosure considered at every review
// policy: child.age_years, child.gained_access_days
// step: gained_access
// finding: Since the last meeting the nominal has a new partner or shares a home with a child, and no disclosure was decided.
// unknown: Since the last meeting the nominal shares a home with somebody of unknown age, and no disclosure was decided.
// next step: Consider disclosure; refer the child.

MATCH (p:Person {id: $key})-[t:PARENT_OF|SIBLING_OF|RELATIVE_OF|PARTNER_OF|IN_CONTACT_WITH|NON_ASSOCIATE_OF|CO_DEFENDANT_OF]->(q:Person)
WHERE @holds(t)
RETURN p.id AS start, q.id AS stop, t.kind AS kind, t.valid_from AS since, t.contact_kind AS contact_kind, @path(t)
