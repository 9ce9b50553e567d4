// id: ACC-05
// title: Risk to children near a place for children
// family: accommodation
// severity: high
// subject: Person
// key: site
// guidance: HMPPS Create and vary a licence, policy version 4 | places where children go
// guidance: HMPPS CAS3 service | property characteristics
// policy: accommodation.child_site.radius_m, child.age_years
// reach: everybody
// step: near_a_child_site
// finding: Somebody who presents a risk to children has a home near a place where children go.
// unknown: A home of somebody who presents a risk to children has no position.
// next step: Ask for other stock; check the home against the conditions.

MATCH (n:Person {id: $key})-[s:ASSESSED_AS]->(x:RiskAssessment) WHERE @holds(s) AND s.assessed_on <= $day
RETURN n.id AS subject, s.assessed_on AS assessed_on, s.children AS children, @path(s)
