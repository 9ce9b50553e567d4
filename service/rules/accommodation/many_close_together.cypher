// id: ACC-10
// title: Many with a high risk close together
// family: accommodation
// severity: medium
// subject: Person
// key: address
// guidance: HMPPS CAS3 service | property characteristics: other properties nearby
// guidance: National Accommodation Strategy for Sex Offenders, Scotland | concentration
// policy: accommodation.concentration.radius_m, accommodation.concentration.count
// reach: everybody
// step: many_close_together
// finding: As many nominals with a high risk of serious harm as count have homes close together, this one among them.
// unknown: A home of a nominal with a high risk of serious harm has no position.
// next step: Housing and the strategic management board review how many are placed there.
// reading: N and others, `count` different nominals or more in all, each with a high risk, have a home (proposed ones included) within `radius_m` of a home of N, N's own counted at 0 m. The risk of a nominal is high where, for one of `children`, `public`, `known_adult` and `staff`, the newest assessment by D with a value, on one day the worst, says high or very high. One nominal with several homes or cases counts once.
// reading: The area's own radius and count are those of N's case. Nominals of every area are counted. The others are counted and not named; a home of theirs without a position is not counted. A home of N without one is `could_not_check` with `missing: position`. The key is the address of N's home.

MATCH (n:Person {id: $key})-[s:ASSESSED_AS]->(x:RiskAssessment) WHERE @holds(s) AND s.assessed_on <= $day
RETURN n.id AS subject, s.assessed_on AS assessed_on, s.children AS children, s.public AS public,
       s.known_adult AS known_adult, s.staff AS staff, @path(s)
