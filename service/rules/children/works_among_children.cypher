// id: CHI-06
// title: Risk to children, and work at a school, club or place of worship
// family: children
// severity: high
// subject: Person
// key: party, address
// guidance: NDelius registration reference data | RCHD and RCPR: risk to children
// guidance: MAPPA website, mappa.justice.gov.uk | disclosure
// step: works_among_children
// finding: Somebody with a risk to children, or somebody they live with, works at a school, a club or a place of worship.
// unknown: Somebody with a risk to children, or somebody they live with, works at a place of which nobody knows what it is.
// next step: Hold a disclosure meeting; tell the designated officer for allegations.
// reading: N presents a risk to children: the newest assessment by D with a value for `children`, on one day the worst, says medium or above; or a `no_residence_with_children`, `no_unsupervised_contact_with_children` or `avoid_sites` condition is in force on N. The feeds do not carry registrations of risk as such.
// reading: N, or another living person with a home at the same address as a home of N (proposed ones included), `works_at` an address where a site of kind school, nursery, youth club, swimming pool or place of worship stands, or whose own kind is school. A site without an address is no place of work that can be told. Going there otherwise (`attends`) is no employment.
// reading: A place of work of unknown kind at which no site stands is `could_not_check` with `missing: kind_of_place`. The key is the address worked at and, where it is not N, who works there.

MATCH (n:Person {id: $key})-[s:ASSESSED_AS]->(x:RiskAssessment) WHERE @holds(s) AND s.assessed_on <= $day
RETURN n.id AS subject, s.assessed_on AS assessed_on, s.children AS children, @path(s)
