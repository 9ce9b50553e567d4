// id: VIC-02
// title: Contact despite a no-contact condition
// family: victims
// severity: critical
// subject: Person
// key: party
// guidance: Cheshire MAPPA awareness briefing | continued contact with victims
// guidance: HMPPS Create and vary a licence, policy version 4 | no contact with a person named
// step: contact_despite_an_order
// finding: The nominal is in contact with somebody whom a no-contact condition in force protects.
// unknown: The nominal is in contact with a victim, and whom a no-contact condition in force protects is not known.
// next step: Tell the police, the community offender manager and the MAPPA co-ordinator today.
// reading: A `no_contact` condition in force on N protects a living person P other than N, a victim of N or not, and of the two there holds, told in either direction, an `in_contact_with` whose `contact_kind` is not none (blank counts), or a `partner_of`; or one of them is `visiting` an address that is a home of the other.
// reading: A proposed home is nobody's to visit. Days and times of the condition do not limit it. Contact that has ended is not counted: the feeds tell of spells, not of single calls.
// reading: Of a condition whose `protected_person_ref` is not known at K, contact with a living current or past victim of N is `could_not_check` with `missing: protected_person`. The key is P.

MATCH (n:Person {id: $key})-[b:BOUND_BY]->(o:`Order`) WHERE @holds(b)
MATCH (o)-[i:IMPOSES]->(k:Condition) WHERE @holds(i) AND i.kind = 'no_contact'
RETURN n.id AS subject, k.id AS condition, @path(b, i)
