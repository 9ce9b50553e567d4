// Current and past victims of somebody.
MATCH (v:Person)-[w:VICTIM_OF]->(n:Person {id: $key}) WHERE @known(w) AND (w.valid_to <= $day OR w.valid_from <= $day)
RETURN v.id AS victim, n.id AS subject, w.valid_from AS since, w.valid_to AS until, @path(w)
