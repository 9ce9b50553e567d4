// From when to when one thing is said to be something to another, and since when that is known; `@` is of the vocabulary.
MATCH (a:`@start` {id: $start})-[s:`@type`]->(b:`@stop` {id: $stop})
WHERE s.known_from <= $known AND $known < s.known_to
RETURN s.valid_from AS valid_from, s.valid_to AS valid_to, s.known_from AS known_from
