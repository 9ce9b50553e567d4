// Which address an agency's record is about.
MATCH (r:Record {id: $key})
MATCH (r)-[s:SAME_AS]->(a:Address)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN a.id AS address
