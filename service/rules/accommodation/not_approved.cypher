// id: ACC-11
// title: Placement not approved, or not open to the nominal
// family: accommodation
// severity: high
// subject: Person
// key: placement
// guidance: HMPPS CAS3 service | approvals of referrals
// guidance: HMPPS CAS2 service | who is not eligible
// policy: accommodation.cas3.approvals.high_risk, accommodation.cas3.approvals.level_2, accommodation.cas3.approvals.level_3, accommodation.cas3.approvals.arson, accommodation.cas3.approvals.sexual, accommodation.cas3.approvals.terrorism, accommodation.cas2.release_days, child.age_years
// step: not_approved
// finding: A CAS3 placement lacks an approval it needs, or a CAS2 placement is of somebody whom the scheme does not take.
// unknown: Whether a placement lacks an approval or is open to the nominal is not known.
// next step: Obtain the approval, or choose other accommodation.
// reading: A placement of N is looked at that is referred by D (a blank day counts), is not refused, and does not end before D (a blank end counts). CAS3 needs every approval that policy names for each of these that applies: a risk to `children`, `public`, `known_adult` or `staff` of high or very high by the newest assessments by D; level 2; level 3; a sentence by D of offence group arson, sexual or terrorism. One approver does not stand for another.
// reading: CAS2 is not open to N with a sentence by D of offence group sexual, with such a risk, who is a child, or whose `release_on` is no more than `release_days` days after the day of the referral. Charges and allegations are not in the feeds. CAS1 is not looked at: no approvals were found for it.
// reading: Where an approval is lacking, or the scheme is CAS2, a nominal never assessed is `could_not_check` with `missing: risk`, without a known sentence with `missing: offence`, without a level with `missing: level`, of unknown age with `missing: age`. The key is the placement.

MATCH (p:Person {id: $key})-[h:PLACED_IN]->(l:Placement) WHERE @holds(h)
MATCH (l)-[t:PLACED_AT]->(a:Address) WHERE @holds(t)
RETURN p.id AS subject, l.id AS placement, a.id AS address, h.scheme AS scheme, h.referred_on AS referred_on,
       h.starts_on AS starts_on, h.ends_on AS ends_on, h.approvals AS approvals, h.decision AS decision,
       h.decided_on AS decided_on, @path(h, t)
