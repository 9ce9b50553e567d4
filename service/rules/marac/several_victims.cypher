// id: MAR-03
// title: Several MARAC victims, not in MAPPA
// family: marac
// severity: high
// subject: Person
// key: none
// guidance: Cheshire MAPPA awareness briefing | serial perpetrators and category 3
// guidance: College of Policing APP | MOSOVO: potentially dangerous persons
// reach: everybody
// step: several_victims
// finding: Somebody is a perpetrator against two or more victims at MARAC and is not managed under MAPPA.
// next step: Consider a category 3 referral or a potentially dangerous person record.

MATCH (p:Person {id: $key})-[i:NAMED_IN]->(m:MaracCase) WHERE @holds(i)
RETURN p.id AS person, m.id AS marac, i.role AS role, @path(i)
