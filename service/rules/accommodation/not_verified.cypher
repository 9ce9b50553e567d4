// id: ACC-13
// title: Home not verified, or not decided on
// family: accommodation
// severity: medium
// subject: Person
// key: address
// guidance: Cheshire MAPPA awareness briefing | accommodation: suitability
// policy: accommodation.verification.max_age_days
// step: not_verified
// finding: A home of the nominal has not been verified for too long, or arranged accommodation has no decision on it.
// next step: The police or probation visit the home; record the decision.
// reading: A home of N, not proposed, was last verified more than `max_age_days` days before D; a home never verified by D counts from its start, and a blank start is long ago. Of several who tell of the home the latest `verified_on` by D and the earliest start count.
// reading: Or: the home is arranged accommodation (an address of kind approved_premises, cas2 or cas3, or `premises` of scheme cas1, cas2, cas3, local_authority or social_landlord that hold), and no placement of N at that address was decided `clear` or `conditional` by D; a decision without its day counts. A private home has no placement decision in the feeds and needs none. The key is the address.

MATCH (p:Person {id: $key})-[h:LIVES_AT|STAYS_AT|PROPOSED_AT]->(a:Address) WHERE @holds(h)
RETURN p.id AS person, a.id AS address, h.valid_from AS since, h.kind AS kind, h.verified_on AS verified_on, @path(h)
