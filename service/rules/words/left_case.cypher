// Who managed a MappaCase and has left it.
MATCH (w:KeyWorker)-[g:ASSIGNED_TO]->(x:MappaCase {id: $key})
WHERE @known(g) AND g.valid_to <= $day AND g.valid_from < g.valid_to
  AND g.role IN ['community_offender_manager', 'mosovo_officer', 'prison_offender_manager', 'visor_manager']
RETURN w.id AS worker, x.id AS thing, g.role AS role, g.valid_to AS until, @path(g)
