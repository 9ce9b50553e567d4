// The key workers assigned to a MappaCase, and as what.
MATCH (w:KeyWorker)-[g:ASSIGNED_TO]->(x:MappaCase {id: $key}) WHERE @holds(g)
RETURN w.id AS worker, x.id AS thing, g.role AS role, @path(g)
