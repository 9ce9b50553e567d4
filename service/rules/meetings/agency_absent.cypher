// id: MTG-04
// title: Agency absent without explanation
// family: meetings
// severity: high
// subject: MappaCase
// key: agency
// guidance: Merseyside and Liverpool children's procedures, September 2024 | MAPPA: explanation of non-attendance
// reading: An absence is an invitation to a meeting of N's case held by D with `attended` no, no report received and no
// reading: `absence_reason`; a deputy attends, and where nothing is said of attendance nothing is found. Found when the
// reading: newest held meeting of the case to which the agency was invited is an absence: medium the first time, high
// reading: where the agency has another absence from a meeting of this case, whenever, which is the step to the board.
// reading: Once it attends again the finding ends. One finding per case and agency; the facts count the absences.
// step: absent_again
// finding: An agency invited to a meeting was absent, sent no report and gave no reason.
// next step: The chair asks the agency and its line manager; the second time, tell the Strategic Management Board.

MATCH (m:Meeting)-[r:REVIEWS]->(c:MappaCase {id: $key}) WHERE @holds(r)
MATCH (g:Agency)-[i:INVITED_TO]->(m) WHERE @holds(i)
RETURN c.id AS `case`, m.id AS meeting, g.id AS agency, r.held_on AS held_on, r.kind AS meeting_kind,
       i.sent_on AS sent_on, i.attended AS is_present, i.report_received AS is_reported,
       i.absence_reason AS absence_reason, @path(r, i)
