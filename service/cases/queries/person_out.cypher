// What is said of a person: details, ties, homes, cases, orders, plans.
MATCH (n:Person {id: $key})
MATCH (n)-[r:VICTIM_OF|PARENT_OF|CARER_OF|PARTNER_OF|EX_PARTNER_OF|SIBLING_OF|RELATIVE_OF|
           HOUSEHOLD_MEMBER_OF|ASSOCIATE_OF|NON_ASSOCIATE_OF|CO_DEFENDANT_OF|WITNESS_AGAINST|
           IN_CONTACT_WITH|IN_CONTACT_SCHEME|LIVES_AT|STAYS_AT|PROPOSED_AT|VISITS|WORKS_AT|ATTENDS|
           SUBJECT_OF|NAMED_IN|BOUND_BY|ON_PLAN|PLACED_IN|HAS_DETAILS]->(o)
WHERE r.known_from <= $known AND $known < r.known_to
RETURN n.id AS here, o.id AS there, r.statement AS statement, r.record AS record, r.source AS source,
       r.valid_from AS valid_from, r.valid_to AS valid_to, r.kind AS kind, r.role AS role,
       r.offence AS offence, r.contact_kind AS contact_kind, r.scheme AS scheme, r.starts_on AS starts_on,
       r.decision AS decision, r.given_names AS given_names, r.family_name AS family_name,
       r.born_from AS born_from, r.born_to AS born_to, r.deceased_on AS deceased_on,
       r.visor_record AS visor_record
