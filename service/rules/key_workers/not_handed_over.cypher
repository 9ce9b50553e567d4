// id: KEY-02
// title: Key worker gone or overloaded
// family: key_workers
// severity: medium
// subject: MappaCase
// key: worker
// guidance: HMPPS Approved Premises (CAS1) service | staff assigned to a placement
// policy: key_worker.handover_days, key_worker.caseload
// reading: The roles that count are community offender manager and MOSOVO officer, of which one stands for the other,
// reading: prison offender manager while N is in custody (as in KEY-01), and ViSOR manager. Found when an assignment in
// reading: such a role, to N or to the case, ended by D, more than so many days ago, and in none of the roles that
// reading: stand for it does anybody's hold on D; of several who left, the last. Found too, in a case at level 2 or 3,
// reading: for whoever works in one of these roles with N or the case on D and is assigned in them to more cases and
// reading: people together, each counted once, than policy allows. The feeds say neither that a worker has left the
// reading: agency nor that interests conflict, so both go unseen. One finding per case and worker.
// reach: everybody
// step: not_handed_over
// finding: A key worker has left and nobody followed, or has more cases than one person should.
// next step: Allocate another key worker and record the hand-over.

MATCH (w:KeyWorker)-[g:ASSIGNED_TO]->(x:MappaCase {id: $key})
WHERE @known(g) AND g.valid_to <= $day AND g.valid_from < g.valid_to
  AND g.role IN ['community_offender_manager', 'mosovo_officer', 'prison_offender_manager', 'visor_manager']
RETURN w.id AS worker, x.id AS thing, g.role AS role, g.valid_to AS until, @path(g)
