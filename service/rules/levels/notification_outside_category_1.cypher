// id: LVL-01-C03
// title: Notification requirement outside category 1
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: Merseyside and Liverpool children's procedures, September 2024 | MAPPA: category 1
// guidance: Cheshire MAPPA awareness briefing | category 1
// reading: An order of kind sex_offender_notification or notification_order on N holds and N's case (of kind mappa) has
// reading: category 2 or 3. An unknown category is no finding here (LVL-01-C08). One finding per case of N.
// step: notified_elsewhere
// finding: A nominal with a notification requirement in force is not in category 1 or 4.
// next step: The co-ordinator corrects the record.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
