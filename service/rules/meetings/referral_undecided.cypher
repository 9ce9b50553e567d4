// id: MTG-02
// title: Referral not decided
// family: meetings
// severity: high
// subject: Person
// key: referral
// guidance: Cheshire MAPPA awareness briefing | referral: decision within 10 working days
// policy: referral.decision_working_days
// reading: A referral received by D of which no decision is known by D (`decided_on` blank or after D; a decision
// reading: without its day counts as made), more working days after it was received than the policy allows. Working
// reading: days are counted from the day after receipt, D included. The subject is the person referred: for a nominal
// reading: one finding per referral and case, for anybody else one per referral without a case, in the area in which
// reading: the referring agency works. Level and category sought do not matter.
// reach: everybody
// step: undecided
// finding: A referral has waited longer for a decision than allowed.
// next step: The MAPPA co-ordinator decides and tells the referrer.

MATCH (p:Person {id: $key})-[f:REFERRED_BY]->(x:Referral)
WHERE @holds(f) AND f.received_on <= $day
  AND (f.decided_on > $day OR (f.decided_on IS NULL AND f.decision IS NULL))
RETURN p.id AS subject, x.id AS referral, f.received_on AS received_on, @path(f)
