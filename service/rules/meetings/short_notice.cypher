// id: MTG-03
// title: Short notice of a meeting
// family: meetings
// severity: low
// subject: MappaCase
// key: meeting
// guidance: Merseyside and Liverpool children's procedures, September 2024 | MAPPA: fourteen days' notice
// policy: meeting.notice_days
// reading: Of the newest meeting of N's case, held or planned, an invitation was sent fewer days before it than policy
// reading: asks for; on exactly so many days before is in time. A meeting of kind `emergency` is left out, as the one
// reading: exceptional reason that the feeds carry; that somebody was told by telephone they do not carry. An
// reading: invitation without the day it was sent could not be checked. One finding per meeting; the facts give the
// reading: shortest notice in days (`noticeDays`) and how many agencies had too little (`agencies`).
// step: short_notice
// finding: An agency was invited to a meeting at shorter notice than asked for.
// unknown: When the invitations to a meeting were sent is not known.
// next step: Record why the notice was short and who was telephoned.

MATCH (m:Meeting)-[r:REVIEWS]->(c:MappaCase {id: $key}) WHERE @holds(r)
MATCH (g:Agency)-[i:INVITED_TO]->(m) WHERE @holds(i)
RETURN c.id AS `case`, m.id AS meeting, g.id AS agency, r.held_on AS held_on, r.kind AS meeting_kind,
       i.sent_on AS sent_on, i.attended AS is_present, i.report_received AS is_reported,
       i.absence_reason AS absence_reason, @path(r, i)
