// What the records of one agency in one table state now.
MATCH (r:Record)
WHERE r.agency = $agency AND r.feed_table = $feed_table
MATCH (r)-[s:STATES]->(:Record)
WHERE s.known_to = $open_end
RETURN r.id AS record, r.agency AS agency, r.feed_table AS feed_table, s.statement AS feed,
       s.known_from AS known_from, s.known_to AS known_to, s.line AS line, s.values AS values, s.raw AS raw
