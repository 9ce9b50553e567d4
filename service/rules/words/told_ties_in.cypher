// Every tie to somebody that is known, whenever it holds, as the statement runs, and who says so.
MATCH (p:Person)-[t:VICTIM_OF|PARENT_OF|PARTNER_OF|NON_ASSOCIATE_OF|IN_CONTACT_WITH]->(q:Person {id: $key})
WHERE @known(t) AND t.valid_from <= $day
RETURN p.id AS start, q.id AS stop, t.source AS agency, t.kind AS kind, t.valid_from AS since, t.valid_to AS until,
       @path(t)
