// id: CHI-04
// title: New partner or child, nothing decided
// family: children
// severity: critical
// subject: Person
// key: party
// guidance: Child Sex Offender Disclosure Scheme | guidance
// guidance: Domestic Violence Disclosure Scheme | guidance
// guidance: MAPPA Guidance | Chapter 10, Disclosure
// policy: child.age_years, child.gained_access_days
// step: gained_access
// finding: Since the last meeting the nominal has a new partner or shares a home with a child, and no disclosure was decided.
// unknown: Since the last meeting the nominal shares a home with somebody of unknown age, and no disclosure was decided.
// next step: Consider disclosure; refer the child.

MATCH (n:Person {id: $key})-[s:SUBJECT_OF]->(c:MappaCase) WHERE @holds(s)
RETURN n.id AS subject, c.id AS `case`
