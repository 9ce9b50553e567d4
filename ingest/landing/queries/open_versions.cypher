// What the records of some tables of some agencies, named `agency:table`, state now.
MATCH (r:Record)
WHERE (r.agency + ':' + r.feed_table) IN $kept
MATCH (r)-[s:STATES]->(:Record)
WHERE s.known_to = $open_end
RETURN r.id AS record, r.agency AS agency, r.feed_table AS feed_table, s.statement AS feed,
       s.known_from AS known_from, s.known_to AS known_to, s.line AS line, s.values AS values, s.raw AS raw
