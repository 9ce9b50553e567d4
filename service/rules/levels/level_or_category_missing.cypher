// id: LVL-01-C08
// title: Level without category, or the reverse
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: MAPPA Guidance 2012, Part 2 forms | MAPPA A: category and level
// reading: The episode of N's case that counts is of kind mappa and has exactly one of level and category. With neither
// reading: nothing is found. One finding per case; the fact `lacks` names the missing one.
// step: half_recorded
// finding: An episode has a level without a category, or a category without a level.
// next step: The co-ordinator corrects the record.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
