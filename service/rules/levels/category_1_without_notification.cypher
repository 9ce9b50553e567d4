// id: LVL-01-C02
// title: Category 1 without a notification requirement
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: Merseyside and Liverpool children's procedures, September 2024 | MAPPA: category 1
// guidance: Cheshire MAPPA awareness briefing | category 1
// reading: N's case has category 1 and no order of kind sex_offender_notification or notification_order on N holds,
// reading: because none is known, the last has ended by D, or the next begins after D. One finding per case; the fact
// reading: `endedOn` says when the newest ended.
// step: one_without_notification
// finding: A case of category 1 has no notification requirement in force.
// next step: Check the registration with the police; end the episode or record the requirement.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
