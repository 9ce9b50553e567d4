// id: CHI-02
// title: Record of a linked child incomplete
// family: children
// severity: medium
// subject: Person
// key: party
// guidance: Merseyside and Liverpool children's procedures, September 2024 | MAPPA: record for each child at risk
// policy: child.age_years
// step: child_hardly_known
// finding: The record of a child linked to the nominal lacks a name, a date of birth, a home or a key worker.
// unknown: The record of somebody of unknown age linked to the nominal is incomplete.
// next step: The lead agency completes the record.

MATCH (n:Person {id: $key})-[s:SUBJECT_OF]->(c:MappaCase) WHERE @holds(s)
RETURN n.id AS subject, c.id AS `case`
