// What persons ever judged of a record and another; either may be the one before.
MATCH (r:Record {id: $key})
OPTIONAL MATCH (r)-[j:JUDGED]-(o:Record)
RETURN j.statement AS statement, CASE WHEN r.id < o.id THEN r.id ELSE o.id END AS left,
       CASE WHEN r.id < o.id THEN o.id ELSE r.id END AS right, 'person' AS voice, j.answer AS answer, j.score AS score,
       false AS within_agency, j.known_from AS known_from, j.known_to AS known_to
