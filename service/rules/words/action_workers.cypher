// The key workers who own an action.
MATCH (w:KeyWorker)-[o:OWNS]->(a:Action {id: $key}) WHERE @holds(o)
RETURN a.id AS action, w.id AS owner, @path(o)
