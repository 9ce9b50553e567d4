// What the records of one table state now.
MATCH (r:Record {feed_table: $feed_table})
MATCH (r)-[s:STATES]->(:Record)
WHERE s.known_to = $open_end
RETURN r.id AS record, r.agency AS agency, s.values AS values, s.raw AS raw
