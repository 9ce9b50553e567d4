// id: LVL-01-C12
// title: Level changed without a decision
// family: levels
// severity: high
// subject: MappaCase
// key: episode_from
// guidance: Cheshire MAPPA awareness briefing | levels: decisions recorded
// policy: level.decision_days
// reading: The episode of N's case that counts has another level than the episode of the case that began last before
// reading: it, both levels known; and neither a meeting of the case whose `level_decided` is blank or the new level,
// reading: nor a referral of N decided, falls within so many days by policy before the change, its day included. A
// reading: later meeting does not mend it. One finding per change; `episodeFrom` is its day.
// step: level_changed_undecided
// finding: The level of a case changed, and no meeting or referral decided it.
// next step: Find the record of the decision, or take it.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
