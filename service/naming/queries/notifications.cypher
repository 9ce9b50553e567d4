// What was to be notified, and by when.
MATCH (n:Notification {id: $key})
MATCH (:Person)-[s:MUST_NOTIFY]->(n)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.kind AS kind, s.due_on AS on_day
