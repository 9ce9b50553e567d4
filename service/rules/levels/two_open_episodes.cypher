// id: LVL-01-C07
// title: More than one open category
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: MAPPA Guidance 2012, Part 2 forms | MAPPA A: one category only
// reading: Two or more episodes of kind mappa (blank is mappa) with a category, whose subject is N, hold on D: of one
// reading: case or of several. An episode without a category does not count, nor one of a potentially dangerous person.
// reading: One finding per case of N; the fact `openEpisodes` counts them.
// step: several_open
// finding: A nominal has two MAPPA episodes with a category at once.
// next step: The co-ordinator ends all but one.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
