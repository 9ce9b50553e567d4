// id: LVL-03
// title: Critical public protection case, perhaps
// family: levels
// severity: medium
// subject: MappaCase
// key: none
// guidance: Cheshire MAPPA awareness briefing | level 3: media, public confidence, critical public protection cases
// policy: level.critical_words
// reading: N's case is at level 3, its episode does not say that it is a critical public protection case, and its
// reading: `level_reason` contains one of the words policy lists (case not counted), or its network reaches another
// reading: area than the case's: an open transfer there (as in TRF-01), a home of N or of a current victim there,
// reading: proposed ones left out, or an open MARAC case there in which N is a perpetrator. An address of unknown area
// reading: gives nothing. One finding per case; the fact `reasons` says which hold.
// step: perhaps_critical
// finding: A case at level 3 may be a critical public protection case and is not marked as one.
// next step: Tell the Strategic Management Board and the public protection unit.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
