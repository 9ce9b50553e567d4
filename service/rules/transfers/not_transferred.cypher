// id: TRF-01
// title: Home in another area, no transfer
// family: transfers
// severity: high
// subject: Person
// key: address
// guidance: MAPPA Guidance | Chapter 17
// policy: transfer.unstarted_days
// step: not_transferred
// finding: The nominal has lived in another area than the case's for longer than allowed, and no transfer there is open.
// unknown: A home of the nominal is in no known area.
// next step: Start the transfer, or record that the stay is temporary.

MATCH (p:Person {id: $key})-[h:LIVES_AT|STAYS_AT|PROPOSED_AT]->(a:Address) WHERE @holds(h)
RETURN p.id AS person, a.id AS address, h.valid_from AS since, h.kind AS kind, h.verified_on AS verified_on, @path(h)
