// Whom an order binds, and the conditions it imposes.
MATCH (n:`Order` {id: $key})
MATCH (n)-[r:BOUND_BY|IMPOSES]-(o)
WHERE r.known_from <= $known AND $known < r.known_to
RETURN n.id AS here, o.id AS there, r.statement AS statement, r.record AS record, r.source AS source,
       r.valid_from AS valid_from, r.valid_to AS valid_to, r.kind AS kind,
       r.renewal_decision_on AS renewal_decision_on, r.site_kind AS site_kind, r.reviewed_on AS reviewed_on,
       r.days AS days, r.from_time AS from_time, r.to_time AS to_time
