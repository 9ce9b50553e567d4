// id: CHI-03
// title: Plan of an authority not invited
// family: children
// severity: high
// subject: Person
// key: party
// guidance: Merseyside and Liverpool children's procedures, September 2024 | MAPPA: single points of contact
// policy: child.age_years
// step: authority_not_invited
// finding: A child linked to the nominal is on a plan of an authority whose children's services are not invited.
// next step: Invite the children's services of that authority.

MATCH (n:Person {id: $key})-[s:SUBJECT_OF]->(c:MappaCase) WHERE @holds(s)
RETURN n.id AS subject, c.id AS `case`
