// id: MTG-06
// title: Minutes late or incomplete
// family: meetings
// severity: medium
// subject: MappaCase
// key: meeting
// guidance: MAPPA Guidance | Chapter 13b, minutes
// guidance: MAPPA Guidance 2012, Part 2 forms | audit of minutes
// policy: minutes.working_days
// reading: The newest meeting of N's case held by D (of several on one day each). Its minutes are not issued by D, more
// reading: working days after the meeting than policy allows, counted from the day after it, D included. Or they are
// reading: issued by D and lack the category decided (not asked of a potentially dangerous person), the level decided,
// reading: the rationale, or a decision about disclosure: a disclosure of the case that was decided at the meeting or
// reading: on its day. Minutes issued late are no finding once they are there. A blank dissent may say that nobody
// reading: dissented, so that it is not asked for. One finding per meeting; the fact `lacks` lists what is missing.
// step: minutes_lacking
// finding: The minutes of a meeting are late, or do not say what they must.
// next step: Ask the minute-taker to issue or complete them.

MATCH (m:Meeting)-[r:REVIEWS]->(c:MappaCase {id: $key}) WHERE @holds(r)
RETURN m.id AS meeting, c.id AS `case`, r.kind AS meeting_kind, r.held_on AS held_on,
       r.minutes_issued_on AS minutes_issued_on, r.category_decided AS category_decided,
       r.level_decided AS level_decided, r.rationale AS rationale, @path(r)
