// id: LVL-01-C11
// title: Exit straight from level 3
// family: levels
// severity: high
// subject: MappaCase
// key: episode_from
// guidance: Cheshire MAPPA awareness briefing | levels: the lowest that can be defended
// policy: level.exit_days
// reading: The last episode of a case to begin by D (of those that ever hold) is at level 3, of kind mappa, and has
// reading: ended by D, at most so many days ago by policy, so that no episode of the case holds. The subject, who is
// reading: then no nominal by this case, is whose episode it was; the finding carries that case all the same. A fall
// reading: from level 3 to level 1 within the case is left to TRF-04 and LVL-01-C12. One finding per case;
// reading: `episodeFrom` is its first day.
// step: exit_from_level_3
// finding: A case ended at level 3 without passing level 2.
// next step: Check that the exit was decided and the risk is held.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
