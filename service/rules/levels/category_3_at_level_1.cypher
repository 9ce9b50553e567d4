// id: LVL-01-C01
// title: Category 3 at level 1
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: Cheshire MAPPA awareness briefing | category 3 needs level 2 or 3
// reading: N's case (of kind mappa; blank is mappa) has by the episode that counts category 3 and level 1. An unknown
// reading: level is no finding here. One finding per case.
// step: three_at_level_one
// finding: A case of category 3 is managed at level 1.
// next step: The co-ordinator corrects the record. Category 3 needs level 2 or 3.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
