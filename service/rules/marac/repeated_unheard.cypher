// id: MAR-02
// title: Repeat at MARAC, case not reviewed
// family: marac
// severity: high
// subject: Person
// key: marac
// guidance: SafeLives | Definition of a repeat at Marac
// policy: marac.repeat_months
// step: repeated_unheard
// finding: The same couple came back to MARAC within the repeat period, and the case is at level 1 or has not met since.
// next step: Hear the repeat at MARAC; review the level.

MATCH (p:Person {id: $key})-[i:NAMED_IN]->(m:MaracCase) WHERE @holds(i)
RETURN p.id AS person, m.id AS marac, i.role AS role, @path(i)
