// id: MTG-01
// title: Review missing or overdue
// family: meetings
// severity: high
// subject: MappaCase
// key: none
// guidance: General knowledge of the field, no source found | intervals between reviews at levels 2 and 3
// policy: review.level_2_weeks, review.level_3_weeks
// reading: N's case is at level 2 or 3. The last review is the newest meeting of the case held by D, or the first day
// reading: of N's episode where that is later. It is overdue from the day after so many weeks of seven days, by the
// reading: level, have passed since. The next review is the first of the meetings planned after D and of the episode's
// reading: `next_review_on`, if that is D or later. Found when there is no next review, or when the last is overdue,
// reading: whatever is planned. The fact `gap` says `missing` (nothing is planned), `passed` (the episode's day has
// reading: passed, nobody met on it or since, and nothing is planned) or `overdue`. Level 1 has no interval here.
// step: unreviewed
// finding: A case at level 2 or 3 has no next review, or the last one lies longer back than the level allows.
// next step: Hold the review, or set its day and invite the agencies.

MATCH (m:Meeting)-[r:REVIEWS]->(c:MappaCase {id: $key}) WHERE @holds(r)
RETURN m.id AS meeting, c.id AS `case`, r.kind AS meeting_kind, r.held_on AS held_on,
       r.minutes_issued_on AS minutes_issued_on, r.category_decided AS category_decided,
       r.level_decided AS level_decided, r.rationale AS rationale, @path(r)
