// id: ORD-03
// title: Condition without a person or zone, or victim without a condition
// family: orders
// severity: medium
// subject: Person
// key: condition, party
// guidance: HMPPS Create and vary a licence, policy version 4 | exclusion zones and no contact
// step: nobody_linked
// finding: A condition does not say whom or where it is about, or no condition protects a current victim.
// next step: The community offender manager and the victim liaison officer complete the condition, or vary the licence.
// reading: A condition in force on N of kind no_contact or non_association protects nobody known at K; or one of kind exclusion_zone or restriction_zone has no zone known at K, or one of kind named_premises no address. What its text says is not read. The key is the condition.
// reading: Or the reverse: N is bound by an order in force that can keep N from somebody (any kind but sex_offender_notification, notification_order, foreign_travel_order, hospital_order, guardianship_order, terrorism_notification and other), and no condition in force on N, of whatever kind, protects V, a living current victim of N. The key is V.

MATCH (n:Person {id: $key})-[b:BOUND_BY]->(o:`Order`) WHERE @holds(b)
MATCH (o)-[i:IMPOSES]->(k:Condition) WHERE @holds(i)
RETURN n.id AS subject, k.id AS condition, i.kind AS kind, i.site_kind AS site_kind, @path(b, i)
