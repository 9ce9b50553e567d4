// id: LVL-01-C10
// title: Level 1 with high risk and a conflict
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: Cheshire MAPPA awareness briefing | findings of serious case reviews: missed escalation
// reading: N's case is at level 1, the worst of the newest risks (as in LVL-01-C09) is high or very high, and as of the
// reading: same D and K a rule of the family accommodation finds something critical or high in the case, or VIC-02
// reading: finds contact with the victim. What could not be checked does not count. Barriers between agencies the feeds
// reading: do not carry. One finding per case; the fact `flags` names the rules.
// step: level_below_risk
// finding: A case at level 1 has high risk of serious harm and an accommodation conflict or contact with the victim.
// next step: Consider a referral to level 2.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
