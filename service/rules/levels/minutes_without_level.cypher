// id: LVL-01-C19
// title: Minutes without category or level
// family: levels
// severity: high
// subject: MappaCase
// key: meeting
// guidance: MAPPA Guidance 2012, Part 2 forms | audit of minutes
// reading: The newest meeting of N's case held by D (of several on one day each) has minutes issued by D and no
// reading: category decided or no level decided. For a potentially dangerous person only the level counts. Minutes not
// reading: yet issued are MTG-06's. One finding per meeting; the fact `lacks` names the missing.
// step: minutes_without_level
// finding: The minutes of the newest meeting give no category or no level.
// next step: Ask the minute-taker to complete them.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
