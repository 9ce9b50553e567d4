// id: VIC-06
// title: Victim of several nominals, or a nominal too
// family: victims
// severity: high
// subject: Person
// key: party
// guidance: No source found | general knowledge of the field, for the area to confirm
// step: in_danger_from_several
// finding: A current victim of the nominal is a current victim of another nominal too, or is a nominal.
// next step: Meet jointly; restrict who sees what of the victim.
// reading: V is a living current victim of N. A `victim_of` from V to another living person M holds, M neither N nor V, and M is a nominal, in any area; or V is a nominal. M's case, or V's own, need not be in N's area. The key is V, however many others there are; each is in the path.

MATCH (v:Person)-[w:VICTIM_OF]->(n:Person {id: $key}) WHERE @known(w) AND (w.valid_to <= $day OR w.valid_from <= $day)
RETURN v.id AS victim, n.id AS subject, w.valid_from AS since, w.valid_to AS until, @path(w)
