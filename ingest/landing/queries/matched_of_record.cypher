// What models ever judged of a record and another; either may be the one before.
MATCH (r:Record {id: $key})
OPTIONAL MATCH (r)-[m:MATCHED]-(o:Record)
RETURN m.statement AS statement, CASE WHEN r.id < o.id THEN r.id ELSE o.id END AS left,
       CASE WHEN r.id < o.id THEN o.id ELSE r.id END AS right, 'model' AS voice, 'same' AS answer, m.score AS score,
       m.within_agency AS within_agency, m.known_from AS known_from, m.known_to AS known_to
