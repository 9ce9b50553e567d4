// id: DQ-03
// title: Agencies contradict each other
// family: data_quality
// severity: low
// subject: Person
// key: party, address
// guidance: MAPPA Guidance | Chapter 13b, minutes: all viewpoints recorded
// reading: Two agencies speak of the same two things: a home (kind `home` or `staying`, taken as one) of N or of a
// reading: current victim of N; or a tie of N with a living person by `victim_of`, `parent_of`, `partner_of`,
// reading: `non_associate_of` or `in_contact_with`. By one agency it holds on D. By the other it has ended by D, on a
// reading: day after it began by the first, and by no statement of that other agency does it hold. So a return to a
// reading: former home is no contradiction. One finding per case and address (of a victim's home also per victim) or
// reading: per case and other person. The facts name the agency that says it holds (`heldBy`), the one that says it
// reading: ended (`endedBy`) and when (`endedOn`). Contradictions in what a record says of one person or address, such
// reading: as two dates of birth, are told when the feed lands and are not repeated here.
// step: agencies_disagree
// finding: One agency says that a home or a tie holds, another that it has ended.
// next step: Ask both agencies, first the one that says it has ended from where it knows, and let one correct its record.

MATCH (p:Person {id: $key})-[h:LIVES_AT|STAYS_AT]->(a:Address) WHERE @known(h) AND h.valid_from <= $day
RETURN p.id AS person, a.id AS address, h.source AS agency, h.kind AS kind, h.valid_from AS since, h.valid_to AS until,
       @path(h)
