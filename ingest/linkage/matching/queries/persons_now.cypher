// Which person each record is about now.
MATCH (r:Record {feed_table: 'persons'})-[s:SAME_AS]->(p:Person)
WHERE s.known_to = $open_end
RETURN r.id AS record, p.id AS thing
