// The agencies that own an action.
MATCH (g:Agency)-[o:OWNS]->(a:Action {id: $key}) WHERE @holds(o)
RETURN a.id AS action, g.id AS owner, @path(o)
