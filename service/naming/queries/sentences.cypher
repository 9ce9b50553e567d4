// What a sentence was for.
MATCH (n:Sentence {id: $key})
MATCH (:Person)-[s:SENTENCED_TO]->(n)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS thing, s.valid_from AS begun, s.offence AS kind
