// id: LVL-01-C15
// title: Child not led by youth justice
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: MAPPA Guidance | Chapter 23, children
// policy: child.age_years
// reading: N is a child on D and none of the agencies that lead the episode is of kind youth_justice. Where no lead is
// reading: named, or its kind is not known, it could not be checked; where N's age is not known (and youth justice does
// reading: not lead) neither. One finding per case.
// step: child_led_elsewhere
// finding: The nominal is under 18 and youth justice does not lead the case.
// unknown: Whether youth justice should lead the case is not known.
// next step: Ask the youth justice service to lead, with a plan that puts the child first.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
