// id: DIS-01
// title: Disclosure not decided on, or not made
// family: disclosure
// severity: high
// subject: MappaCase
// key: meeting, disclosure
// guidance: Ministry of Justice press notice, 8th annual reports, October 2009 | disclosure considered at every review
// guidance: MAPPA website, mappa.justice.gov.uk | disclosure
// step: undecided_or_undone
// finding: The last meeting decided nothing on disclosure, or a disclosure decided on was not made by its day.
// unknown: A disclosure decided on was not made, and by when it was to be made is not known.
// next step: The owner decides, or makes the disclosure.
// reading: The newest meeting of N's case held by D, of whatever kind, has no disclosure decided by D that names it, and none of the case was decided from its day to D; a decision for no disclosure is a decision. Earlier meetings are past mending and are not counted. The key is the meeting.
// reading: Or a disclosure of the case decided by D, other than none, has its `due_on` before D and no `made_on` by D. Without a `due_on` it is `could_not_check` with `missing: due_day`. The key is the disclosure.

MATCH (m:Meeting)-[r:REVIEWS]->(c:MappaCase {id: $key}) WHERE @holds(r)
RETURN m.id AS meeting, c.id AS `case`, r.held_on AS held_on, @path(r)
