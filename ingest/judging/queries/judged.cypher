// Everything that people ever judged of two records.
MATCH (l:Record)-[j:JUDGED]->(r:Record)
RETURN l.id AS left, r.id AS right, j.known_from AS known_from, j.known_to AS known_to, j.model AS model, j.run AS run,
       j.score AS score, j.reasons AS reasons, j.guards AS guards, j.answer AS answer, j.judged_by AS judged_by,
       j.note AS note, j.review AS review, j.since AS since, j.asked_by AS asked_by, j.opinion AS opinion,
       j.asked_note AS asked_note, j.ended_by AS ended_by, j.ended_note AS ended_note
