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

MATCH (n:Person {id: $key})-[s:SUBJECT_OF]->(c:MappaCase) WHERE @holds(s)
RETURN n.id AS subject, c.id AS `case`
