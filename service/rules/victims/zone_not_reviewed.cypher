// id: VIC-03
// title: Victim moved or zone changed, no review
// family: victims
// severity: high
// subject: Person
// key: party
// guidance: HMPPS Create and vary a licence, policy version 4 | exclusion zones
// policy: victim.moved_days
// step: zone_not_reviewed
// finding: A current victim moved to where the nominal is, or a zone was drawn anew, and no zone was reviewed since.
// unknown: A current victim moved, in which area the new home lies is not known, and no zone was reviewed since.
// next step: The victim liaison officer and the community offender manager vary the licence.
// reading: A home (not proposed) of a current victim V of N began on one of the `moved_days` days before D or on D; told by several, the earliest start counts, and a blank one is long ago. It lies in N's case area or in the area of a home of N, proposed ones included. No `exclusion_zone` condition in force on N that protects V has `reviewed_on` from that start to D: also where no such condition protects V.
// reading: Or: the zone, that holds, of an `exclusion_zone` condition in force on N has a `valid_from` in those days and after the first day of the order, and the condition has no `reviewed_on` from then to D. A zone sent again with another outline under the same dates tells nothing of when it changed and does not count.
// reading: A new home of unknown area, or one in another area where a home of N has an unknown one, is `could_not_check` with `missing: area`. The key is V, or whom the condition protects; changed zones that protect nobody known are one finding.

MATCH (n:Person {id: $key})-[b:BOUND_BY]->(o:`Order`) WHERE @holds(b)
MATCH (o)-[i:IMPOSES]->(k:Condition) WHERE @holds(i) AND i.kind = 'exclusion_zone'
RETURN n.id AS subject, k.id AS condition, i.reviewed_on AS reviewed_on, b.valid_from AS bound_since, @path(b, i)
