// Every episode of a case that is known, whenever it holds: whose it is, of which kind, and its next review.
MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key})
WHERE s.known_from <= $known AND $known < s.known_to
RETURN n.id AS subject, s.kind AS kind, s.next_review_on AS next_review_on, s.valid_from AS valid_from,
       s.valid_to AS valid_to
