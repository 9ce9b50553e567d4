// Whose case it is, who leads and works on it, and its plans.
MATCH (n:MappaCase {id: $key})
MATCH (n)-[r:SUBJECT_OF|LEADS|ASSIGNED_TO|MANAGED_UNDER]-(o)
WHERE r.known_from <= $known AND $known < r.known_to
RETURN n.id AS here, o.id AS there, r.statement AS statement, r.record AS record, r.source AS source,
       r.valid_from AS valid_from, r.valid_to AS valid_to, r.role AS role, r.kind AS kind, r.area AS area,
       r.category AS category, r.level AS level, r.next_review_on AS next_review_on,
       r.visor_owner_area AS visor_owner_area,
       r.critical_public_protection_case AS critical_public_protection_case, r.agreed_on AS agreed_on
