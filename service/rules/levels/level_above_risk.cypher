// id: LVL-01-C09
// title: Level 2 or 3 with low or medium risk
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: Cheshire MAPPA awareness briefing | levels: entry to level 2
// reading: N's case is at level 2 or 3, its episode gives no `level_reason`, and the worst of the newest risks of
// reading: serious harm to children, the public, a known adult and staff (each by the newest assessment by D that has a
// reading: value for it, on one day the worst) is low or medium. Without any such value it could not be checked. Risk
// reading: to prisoners does not count. One finding per case.
// step: level_above_risk
// finding: A case at level 2 or 3 has low or medium risk of serious harm, and no reason for the level.
// unknown: The risk of serious harm of a case at level 2 or 3 without a reason is not known.
// next step: Record the exceptional reason for the level, or review it.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
