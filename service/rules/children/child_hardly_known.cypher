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

MATCH (p:Person {id: $key})-[t:PARENT_OF|SIBLING_OF|RELATIVE_OF|PARTNER_OF|IN_CONTACT_WITH|NON_ASSOCIATE_OF|CO_DEFENDANT_OF]->(q:Person)
WHERE @holds(t)
RETURN p.id AS start, q.id AS stop, t.kind AS kind, t.valid_from AS since, t.contact_kind AS contact_kind, @path(t)
