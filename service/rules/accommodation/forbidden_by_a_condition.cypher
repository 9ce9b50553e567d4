// id: ACC-01
// title: Home forbidden by a condition
// family: accommodation
// severity: critical
// subject: Person
// key: condition
// guidance: HMPPS Create and vary a licence, policy version 4 | exclusion zones and residence
// guidance: HMPPS CAS2 service | people protected by a zone
// step: against_conditions
// finding: A home is where a condition in force forbids it.
// unknown: Whether a condition in force forbids a home is not known.
// next step: Stop or move the placement today; tell the community offender manager and the police; consider recall.

MATCH (n:Person {id: $key})-[b:BOUND_BY]->(o:`Order`) WHERE @holds(b)
MATCH (o)-[i:IMPOSES]->(k:Condition)
WHERE @holds(i) AND i.kind IN ['exclusion_zone', 'restriction_zone', 'named_premises']
RETURN n.id AS subject, k.id AS condition, i.kind AS kind, @path(b, i)
