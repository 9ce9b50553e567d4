// id: ACC-06
// title: At home with a child
// family: accommodation
// severity: critical
// subject: Person
// key: party
// guidance: HMPPS Create and vary a licence, policy version 4 | residence with children
// guidance: Cambridgeshire Police, registered sex offenders | child households
// policy: child.age_years
// step: living_with_a_child
// finding: A child has a home at the same address as somebody with a risk to children, or with a condition against it.
// unknown: Somebody of unknown age has a home at the same address as a person with a risk to children.
// next step: Ring children's services today.

MATCH (n:Person {id: $key})-[s:ASSESSED_AS]->(x:RiskAssessment) WHERE @holds(s) AND s.assessed_on <= $day
RETURN n.id AS subject, s.assessed_on AS assessed_on, s.children AS children, @path(s)
