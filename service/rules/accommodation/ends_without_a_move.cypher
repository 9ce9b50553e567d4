// id: ACC-12
// title: Placement ends, nowhere to move on to
// family: accommodation
// severity: medium
// subject: Person
// key: placement
// guidance: HMPPS CAS3 service | length of stay
// policy: accommodation.move_on_days, accommodation.cas3.max_nights
// step: ends_without_a_move
// finding: A placement is near its end, or past the longest stay, and no address to move on to is known.
// unknown: No end of a placement for a time is known, nor an address to move on to.
// next step: Make a housing plan; consider a duty to refer.
// reading: A placement of N, not refused and begun by D (a blank start counts), ends from D to D + `move_on_days`, both included; of CAS3 the earlier of `ends_on` and `starts_on` + `max_nights` is its end. Or that limit of CAS3 lies before D and the placement goes on: `ends_on` is on or after D, or is blank and N has a home, not proposed, at the address.
// reading: No `move_on_address_ref` of the placement is known, and N has no proposed home at another address, a later placement included.
// reading: A placement of CAS1, CAS2 or CAS3 whose end is not known in either way is `could_not_check` with `missing: placement_end` while N has a home at the address; other schemes need no end. The key is the placement.

MATCH (p:Person {id: $key})-[h:PLACED_IN]->(l:Placement) WHERE @holds(h)
MATCH (l)-[t:PLACED_AT]->(a:Address) WHERE @holds(t)
RETURN p.id AS subject, l.id AS placement, a.id AS address, h.scheme AS scheme, h.referred_on AS referred_on,
       h.starts_on AS starts_on, h.ends_on AS ends_on, h.approvals AS approvals, h.decision AS decision,
       h.decided_on AS decided_on, @path(h, t)
