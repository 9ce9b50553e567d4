// Every episode of a case that is known, whenever it holds.
MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.area AS area, s.level AS level, s.visor_owner_area AS visor_owner_area,
       s.valid_from AS since, s.valid_to AS until, @path(s)
