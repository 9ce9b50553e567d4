// Where a placement moves on to.
MATCH (l:Placement {id: $key})-[t:MOVES_ON_TO]->(a:Address) WHERE @holds(t)
RETURN l.id AS placement, a.id AS address, @path(t)
