// Who is tied to a person, and who works with them.
MATCH (n:Person {id: $key})
MATCH (n)<-[r:VICTIM_OF|PARENT_OF|CARER_OF|PARTNER_OF|EX_PARTNER_OF|SIBLING_OF|RELATIVE_OF|
           HOUSEHOLD_MEMBER_OF|ASSOCIATE_OF|NON_ASSOCIATE_OF|CO_DEFENDANT_OF|WITNESS_AGAINST|
           IN_CONTACT_WITH|IN_CONTACT_SCHEME|ASSIGNED_TO]-(o)
WHERE r.known_from <= $known AND $known < r.known_to
RETURN n.id AS here, o.id AS there, r.statement AS statement, r.record AS record, r.source AS source,
       r.valid_from AS valid_from, r.valid_to AS valid_to, r.kind AS kind, r.role AS role,
       r.offence AS offence, r.contact_kind AS contact_kind, r.scheme AS scheme
