// Who a key worker is, works for and works with.
MATCH (n:KeyWorker {id: $key})
MATCH (n)-[r:WORKS_FOR|ASSIGNED_TO]->(o)
WHERE r.known_from <= $known AND $known < r.known_to
RETURN n.id AS here, o.id AS there, r.statement AS statement, r.record AS record, r.source AS source,
       r.valid_from AS valid_from, r.valid_to AS valid_to, r.role AS role, r.name AS name, r.phone AS phone,
       r.email AS email
