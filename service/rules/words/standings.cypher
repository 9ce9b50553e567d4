// Every episode of a case that is known, whenever it holds, with what is recorded of its category and level.
MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
