// id: LVL-01-C13
// title: Category 4 led from elsewhere
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: Merseyside and Liverpool children's procedures, September 2024 | MAPPA: category 4, discretionary
// guidance: Cheshire MAPPA awareness briefing | category 4, discretionary
// reading: N's case has category 4 and is discretionary: no order of kind terrorism_notification on N holds and no
// reading: sentence of N is of offence group terrorism. The feeds do not say who identified it, so the lead agency
// reading: stands in: found where none of those that lead the episode is of kind police or probation; where none is
// reading: named, or its kind is not known, it could not be checked. One finding per case.
// step: four_led_elsewhere
// finding: A discretionary case of category 4 is led by neither police nor probation.
// unknown: Who leads a discretionary case of category 4 is not known.
// next step: Ask counter-terrorism police or the regional probation network whether they identified the case.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
