// id: LVL-01-C20
// title: Category 2 by an old disqualification
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: Northumbria and Sunderland Safeguarding Adults Board, MAPPA page | category 2: disqualification orders
// policy: category.qualifying_months, category.coercive_control_from
// reading: N's case has category 2, no sentence of N qualifies for it (as in LVL-01-C04, certainly), and an order of
// reading: kind `other` on N holds. The feeds have no kind of their own for disqualification orders under the Criminal
// reading: Justice and Court Services Act 2000, so that every order of kind `other` asks for the check. One finding per
// reading: case.
// step: legacy_two
// finding: A case of category 2 rests on no qualifying sentence and another kind of order is in force.
// next step: Check by hand whether an old disqualification from working with children is meant.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
