// id: MAR-01
// title: MARAC perpetrator, nothing shared
// family: marac
// severity: high
// subject: Person
// key: marac
// guidance: MAPPA Guidance | Chapter 22, paragraph 3
// guidance: NDelius registration reference data | IMAR: MAPPA takes precedence
// step: not_shared
// finding: The nominal is a perpetrator in an open MARAC case, and nothing is recorded as shared between the two.
// next step: Agree which forum leads; share the victim part of the risk management plan.

MATCH (p:Person {id: $key})-[i:NAMED_IN]->(m:MaracCase) WHERE @holds(i)
RETURN p.id AS person, m.id AS marac, i.role AS role, @path(i)
