// id: LVL-02
// title: Many serious flags at level 1
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: Cheshire MAPPA awareness briefing | findings of serious case reviews: cases that stayed at level 1
// policy: level.flags_at_level_1
// reading: N's case is at level 1, and as of the same D and K the other rules find at least as many things in it as the
// reading: policy says, each critical or high by its own severity. A finding counts once, by its key; one that could
// reading: not be checked does not count, nor do those of the family `levels`, which are about the same question. What
// reading: somebody decided about a flag does not matter: the rule counts what is so, not what is open in the book.
// reading: The facts say how many and of which rules; the path is the statement of the level, since each finding that
// reading: is counted has a path of its own beside it.
// step: many_flags
// finding: A case at level 1 has several critical or high flags at once.
// next step: Consider a referral to level 2, and record why where it stays at level 1.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
