// id: LVL-01-C05
// title: Category 2 after licence or hospital order
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: Merseyside and Liverpool children's procedures, September 2024 | MAPPA: category 2: when it ends
// guidance: Cheshire MAPPA awareness briefing | category 2: when it ends
// reading: N's case has category 2; something that category 2 rests on has ended by D: a sentence's `licence_ends_on`,
// reading: or an order of kind licence, hospital_order or guardianship_order; and nothing of that kind runs on D: no
// reading: such order holds, no sentence has a `licence_ends_on` or `release_on` after D, none is indeterminate. Where
// reading: nothing is known to have ended nothing is found. One finding per case; the fact `endedOn` is the newest end.
// step: two_after_licence
// finding: The licence or hospital order of a case of category 2 has ended.
// next step: Exit the case, or review it for category 3.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
