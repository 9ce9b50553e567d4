// What put somebody into custody or let them out by the day.
MATCH (n:Person {id: $key})-[s:UNDERWENT]->(x:Event)
WHERE @holds(s) AND s.kind IN ['release', 'recall', 'remand'] AND s.happened_on <= $day
RETURN n.id AS person, s.kind AS kind, s.happened_on AS happened_on, @path(s)
