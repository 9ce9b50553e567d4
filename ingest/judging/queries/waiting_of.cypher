// What waits for somebody to decide of a record, as the first by id of a pair, and another.
MATCH (l:Record {id: $key})
OPTIONAL MATCH (l)-[p:PROPOSED]->(r:Record)
RETURN l.id AS left, r.id AS right, p.known_from AS known_from, p.known_to AS known_to, p.model AS model, p.run AS run,
       p.score AS score, p.reasons AS reasons, p.guards AS guards, p.version AS version, p.since AS since,
       p.asked_by AS asked_by, p.opinion AS opinion, p.asked_note AS asked_note
