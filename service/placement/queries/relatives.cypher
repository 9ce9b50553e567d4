// Parents, children, brothers, sisters and other relatives of somebody.
MATCH (v:Person {id: $key})
MATCH (v)-[s:PARENT_OF|SIBLING_OF|RELATIVE_OF]-(o:Person)
WHERE s.valid_from <= $day AND $day < s.valid_to AND s.known_from <= $known AND $known < s.known_to
RETURN o.id AS person
