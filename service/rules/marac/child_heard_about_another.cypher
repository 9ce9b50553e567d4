// id: MAR-07
// title: Child at MARAC about somebody else
// family: marac
// severity: high
// subject: Person
// key: marac
// guidance: NDelius registration reference data | IMAR: MARACs are held where the victim lives
// guidance: Merseyside and Liverpool children's procedures, September 2024 | MAPPA
// policy: child.age_years
// step: child_heard_about_another
// finding: A child in an open MARAC case lives with the nominal, or is their child or victim, and the nominal is no perpetrator there.
// next step: Tell the MARAC co-ordinator and children's services of the nominal.

MATCH (p:Person {id: $key})-[i:NAMED_IN]->(m:MaracCase) WHERE @holds(i)
RETURN p.id AS person, m.id AS marac, i.role AS role, @path(i)
