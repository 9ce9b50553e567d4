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

MATCH (n:Person {id: $key})-[h:LIVES_AT]->(a:Address) WHERE @holds(h)
RETURN n.id AS subject, a.id AS address
