// What a key worker is called.
MATCH (n:KeyWorker {id: $key})
MATCH (n)-[s:WORKS_FOR]->(:Agency)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.name AS name
