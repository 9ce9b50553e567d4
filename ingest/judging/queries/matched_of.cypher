// What runs of linkage ever found of a record, as the first by id of a pair, and another.
MATCH (l:Record {id: $key})
OPTIONAL MATCH (l)-[m:MATCHED]->(r:Record)
RETURN l.id AS left, r.id AS right, m.known_from AS known_from, m.known_to AS known_to, m.model AS model, m.run AS run,
       m.score AS score, m.reasons AS reasons, m.guards AS guards, m.within_agency AS within_agency,
       m.ended_by AS ended_by, m.ended_note AS ended_note
