// id: MAR-05
// title: Nominal is a MARAC victim
// family: marac
// severity: high
// subject: Person
// key: marac
// guidance: NDelius registration reference data | ADVV: victims of domestic abuse
// step: is_a_victim_too
// finding: The nominal is a victim in an open MARAC case.
// next step: Keep it from those who attend with the perpetrator; make a safety plan.

MATCH (p:Person {id: $key})-[i:NAMED_IN]->(m:MaracCase) WHERE @holds(i)
RETURN p.id AS person, m.id AS marac, i.role AS role, @path(i)
