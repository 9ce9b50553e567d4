// The agencies that lead a case.
MATCH (g:Agency)-[l:LEADS]->(c:MappaCase {id: $key}) WHERE @holds(l)
RETURN c.id AS `case`, g.id AS agency, l.valid_from AS since, @path(l)
