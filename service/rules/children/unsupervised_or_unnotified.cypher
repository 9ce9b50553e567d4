// id: CHI-05
// title: Unsupervised contact, or a household not notified
// family: children
// severity: high
// subject: Person
// key: party
// guidance: HMPPS Create and vary a licence, policy version 4 | contact with children
// guidance: Cambridgeshire Police, registered sex offenders | child households
// policy: child.age_years, child.household_notification_days
// step: unsupervised_or_unnotified
// finding: The nominal has unsupervised contact with a child against a condition, or stays with a child without having notified it.
// unknown: Whether contact with somebody is unsupervised contact with a child, or their age, is not known.
// next step: Tell the police and children's services.
// reading: A `no_unsupervised_contact_with_children` condition is in force on N, and N and a living child are `in_contact_with` each other, told either way, with `contact_kind` unsupervised. Supervised contact, visits, telephone and online contact are other kinds. A blank kind is `could_not_check` with `missing: contact_kind`.
// reading: Or: an order in force of kind `sex_offender_notification` or `notification_order` binds N; N and a living child have a home, neither proposed, at the same address; more than `household_notification_days` days have passed since the later of the two starts (blank counts as long); and no notification of N of kind `child_household` was made from that start to D. The feeds tell of days, not hours, so that every home and stay counts as twelve hours.
// reading: Somebody of unknown age is `could_not_check` with `missing: age`. The key is the child.

MATCH (n:Person {id: $key})-[b:BOUND_BY]->(o:`Order`) WHERE @holds(b)
MATCH (o)-[i:IMPOSES]->(k:Condition) WHERE @holds(i) AND i.kind = 'no_unsupervised_contact_with_children'
RETURN n.id AS subject, k.id AS condition, @path(b, i)
