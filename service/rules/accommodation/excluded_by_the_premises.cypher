// id: ACC-09
// title: Premises that do not take the offence
// family: accommodation
// severity: medium
// subject: Person
// key: address
// guidance: HMPPS Approved Premises (CAS1) service | offence not accepted
// guidance: HMPPS CAS3 service | property characteristics
// step: excluded_by_the_premises
// finding: A home is at premises that do not take people with an offence of the nominal's.
// unknown: A home is at premises that do not take some offences, and no sentence of the nominal is known.
// next step: Choose other accommodation.
// reading: A home of N (proposed ones included) is an address offered as `premises` that hold, and `excludes` names the `offence_group` of a sentence of N. A sentence counts from its day on, one without its day always; how long ago it was does not matter.
// reading: Where no sentence of N is known at all it is `could_not_check` with `missing: offence`. The feeds carry no other attribute of a property, such as single occupancy or a let for women alone. The key is the address.

MATCH (p:Person {id: $key})-[h:LIVES_AT|STAYS_AT|PROPOSED_AT]->(a:Address) WHERE @holds(h)
RETURN p.id AS person, a.id AS address, h.valid_from AS since, h.kind AS kind, h.verified_on AS verified_on, @path(h)
