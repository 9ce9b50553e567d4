// id: MTG-05
// title: Action overdue
// family: meetings
// severity: high
// subject: MappaCase
// key: action
// guidance: Cheshire MAPPA awareness briefing | actions reviewed before the meeting
// reading: An action set by a meeting of N's case, with `due_on` before D and `closed_on` blank or after D; due on D
// reading: itself is not overdue. High where the pillar is `victim_safety` or the action names a living person it
// reading: concerns, who by the meaning of that column is a victim or child it protects; medium otherwise. One finding
// reading: per action and case; whom it concerns is a party, whichever agency or worker is to do it is in the path.
// step: overdue_actions
// finding: An action set by a meeting is overdue.
// next step: Ask the owner for the outcome before the next meeting; tell the chair where it protects a victim or child.

MATCH (m:Meeting)-[r:REVIEWS]->(c:MappaCase {id: $key}) WHERE @holds(r)
MATCH (m)-[s:SETS]->(a:Action) WHERE @holds(s) AND s.due_on < $day AND (s.closed_on IS NULL OR s.closed_on > $day)
RETURN c.id AS `case`, a.id AS action, s.due_on AS due_on, s.pillar AS pillar, @path(r, s)
