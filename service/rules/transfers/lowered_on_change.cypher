// id: TRF-04
// title: Level lowered on a change of area, or ViSOR elsewhere
// family: transfers
// severity: high
// subject: MappaCase
// key: episode_from
// guidance: MAPPA Guidance | Chapter 17
// step: lowered_on_change
// finding: The level fell when the area changed and nobody has met since, or another area keeps the ViSOR record.
// next step: Correct the record; hold the meeting.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.area AS area, s.level AS level, s.visor_owner_area AS visor_owner_area,
       s.valid_from AS since, s.valid_to AS until, @path(s)
