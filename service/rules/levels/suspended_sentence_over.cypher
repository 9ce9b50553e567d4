// id: LVL-01-C18
// title: Suspended sentence over
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: Merseyside and Liverpool children's procedures, September 2024 | MAPPA: category 2: suspended sentences
// policy: category.qualifying_months, category.coercive_control_from, category.suspended_months
// reading: N's case has category 2; every sentence of N that qualifies (as in LVL-01-C04, certainly) is suspended
// reading: custody, and all of them are over. The feeds carry no operational period: a sentence is over from its
// reading: `licence_ends_on`, else from so many months after it was passed by policy, the longest such a period can be;
// reading: one of unknown day is never over. One finding per case.
// step: suspended_over
// finding: The suspended sentence that category 2 rests on has ended.
// next step: Exit the case, or review it for category 3.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
