// Everything a record has stated, with when it was known.
MATCH (r:Record {id: $key})
OPTIONAL MATCH (r)-[s:STATES]->(:Record)
RETURN r.id AS record, r.agency AS agency, r.feed_table AS feed_table, s.statement AS feed,
       s.known_from AS known_from, s.known_to AS known_to, s.line AS line, s.values AS values, s.raw AS raw
