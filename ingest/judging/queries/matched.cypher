// What runs of linkage found, as far as it still stands.
MATCH (l:Record)-[m:MATCHED]->(r:Record)
WHERE m.known_to = $open_end
RETURN l.id AS left, r.id AS right, m.known_from AS known_from, m.known_to AS known_to, m.model AS model, m.run AS run,
       m.score AS score, m.reasons AS reasons, m.guards AS guards, m.within_agency AS within_agency,
       m.ended_by AS ended_by, m.ended_note AS ended_note
