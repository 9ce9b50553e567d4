// id: ACC-08
// title: Home near a place for those at risk from the nominal
// family: accommodation
// severity: high
// subject: Person
// key: site
// guidance: HMPPS CAS3 service | risk of serious harm and property characteristics
// policy: accommodation.vulnerable_site.radius_m
// reach: everybody
// step: near_the_vulnerable
// finding: A home is near a place for people whom the nominal puts at a high risk of serious harm.
// unknown: A home of somebody with a high risk of serious harm to others has no position.
// next step: Refer to the responsible authority.
// reading: A home of N is within `radius_m` of a site of kind refuge or womens_service, where N's risk to `known_adult` is high or very high; or of kind care_home, where N's risk to `public` is. The newest assessment by D with a value for the group counts, on one day the worst.
// reading: How far a refuge or a service for women is from the home is never told. The feeds carry no mark of a vulnerable adult who lives elsewhere than at such a site, and which residents a matching risk is to is not known: the two pairs above are the match. A site without a position is a data problem, no finding; a home of N without one is a single `could_not_check` with `missing: position`. The key is the site.

MATCH (n:Person {id: $key})-[s:ASSESSED_AS]->(x:RiskAssessment) WHERE @holds(s) AND s.assessed_on <= $day
RETURN n.id AS subject, s.assessed_on AS assessed_on, s.children AS children, s.public AS public,
       s.known_adult AS known_adult, s.staff AS staff, @path(s)
