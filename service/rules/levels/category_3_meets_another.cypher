// id: LVL-01-C06
// title: Category 3, though 1 or 2 fits
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: Cheshire MAPPA awareness briefing | category 3: not category 1 or 2
// policy: category.qualifying_months, category.coercive_control_from
// reading: N's case has category 3 and either an order of kind sex_offender_notification or notification_order holds
// reading: (the fact `meets` is 1), or a sentence of N qualifies for category 2 (as in LVL-01-C04, certainly) while
// reading: something of what category 2 rests on runs on D (as in LVL-01-C05; `meets` is 2). One finding per case.
// step: three_meets_another
// finding: A case of category 3 also meets category 1 or 2.
// next step: The co-ordinator records the category that comes first.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
