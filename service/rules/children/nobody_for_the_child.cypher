// id: CHI-01
// title: Nobody looks to a linked child
// family: children
// severity: high
// subject: Person
// key: party
// guidance: Merseyside and Liverpool children's procedures, September 2024 | MAPPA: single points of contact
// policy: child.age_years
// step: nobody_for_the_child
// finding: A child linked to the nominal has no social worker or safeguarding lead, and children's services are not invited.
// unknown: Somebody of unknown age is linked to the nominal, and nobody looks to them.
// next step: Tell the authority's single point of contact; invite children's services.

MATCH (n:Person {id: $key})-[s:SUBJECT_OF]->(c:MappaCase) WHERE @holds(s)
RETURN n.id AS subject, c.id AS `case`
