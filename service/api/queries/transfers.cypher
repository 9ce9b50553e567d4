// Every transfer of a case that is known, with its days.
MATCH (c:MappaCase)-[t:TRANSFERRED_BY]->(x:Transfer)
WHERE t.known_from <= $known AND $known < t.known_to
RETURN x.id AS transfer, c.id AS case_ref, t.kind AS kind, t.from_area AS from_area, t.to_area AS to_area,
       t.proposed_on AS proposed_on, t.sent_on AS sent_on, t.acknowledged_on AS acknowledged_on,
       t.address_checked_on AS address_checked_on, t.accepted_on AS accepted_on, t.rejected_on AS rejected_on,
       t.moved_on AS moved_on, t.completed_on AS completed_on, t.known_from AS known_from
