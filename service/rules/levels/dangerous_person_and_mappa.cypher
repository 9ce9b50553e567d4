// id: LVL-01-C17
// title: Potentially dangerous person under MAPPA
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: Northumbria and Sunderland Safeguarding Adults Board, MAPPA page | potentially dangerous persons
// guidance: College of Policing APP | MOSOVO: potentially dangerous persons
// reading: An episode of kind potentially_dangerous_person that holds and one of kind mappa (blank is mappa) that holds
// reading: have the same subject N. One finding, in the potentially dangerous person's case; where both are of one
// reading: case, in that case.
// step: dangerous_and_mappa
// finding: A potentially dangerous person record is open beside a MAPPA case of the same person.
// next step: Close the potentially dangerous person record.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
