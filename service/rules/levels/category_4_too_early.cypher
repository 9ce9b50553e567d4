// id: LVL-01-C14
// title: Category 4 before there was one
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: General knowledge of the field, no source found | category 4 dates from 2022
// policy: category.four_from
// reading: N's case has category 4 by an episode that began before the day policy gives for the category. One finding
// reading: per case.
// step: four_too_early
// finding: A case has category 4 from before the category began.
// next step: The co-ordinator corrects the record.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
