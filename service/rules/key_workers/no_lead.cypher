// id: KEY-01
// title: Nobody leads the case
// family: key_workers
// severity: high
// subject: MappaCase
// key: none
// guidance: MAPPA Guidance | Chapter 12
// reading: N's case is at level 2 or 3 and no assignment of role `community_offender_manager` or `mosovo_officer` that
// reading: holds is to N or to the case; or N is in custody and no `prison_offender_manager` is assigned to either.
// reading: In custody: a home of N (not proposed) is an address of kind `prison`; or the newest day by D on which a
// reading: recall or remand took place, or a custodial sentence with `release_on` after D was passed, is not before the
// reading: newest `release` by D. A temporary release is none. A sentence of unknown day counts as the oldest.
// reading: One finding per case; the fact `lacks` names what is missing, `lead` or `prison_offender_manager` or both.
// step: lacking_a_lead
// finding: Nobody is recorded as leading a case at level 2 or 3, or nobody in the prison where the nominal is.
// next step: Allocate the key worker who is missing and record who it is.

MATCH (w:KeyWorker)-[g:ASSIGNED_TO]->(x:MappaCase {id: $key}) WHERE @holds(g)
RETURN w.id AS worker, x.id AS thing, g.role AS role, @path(g)
