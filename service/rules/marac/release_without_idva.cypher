// id: MAR-04
// title: Release coming, victim without an IDVA
// family: marac
// severity: high
// subject: Person
// key: marac
// guidance: Cheshire MAPPA awareness briefing | victim safety before release
// guidance: SafeLives MARAC governance templates | the IDVA
// policy: marac.release_days
// reach: everybody
// step: release_without_idva
// finding: A perpetrator is about to be released, and a victim in the open MARAC case has no IDVA.
// next step: Ask the domestic abuse service for an IDVA; make an urgent safety plan.

MATCH (p:Person {id: $key})-[i:NAMED_IN]->(m:MaracCase) WHERE @holds(i)
RETURN p.id AS person, m.id AS marac, i.role AS role, @path(i)
