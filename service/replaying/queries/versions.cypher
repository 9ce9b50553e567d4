// Every time one thing was said to be something to another: from when to when, known since and until when, by whom.
MATCH (a:`@start` {id: $start})-[s:`@type`]->(b:`@stop` {id: $stop})
RETURN s.valid_from AS valid_from, s.valid_to AS valid_to, s.known_from AS known_from, s.known_to AS known_to
