// The agencies invited to a meeting.
MATCH (g:Agency)-[i:INVITED_TO]->(m:Meeting {id: $key}) WHERE @holds(i)
RETURN g.id AS agency, m.id AS meeting, @path(i)
