// The areas an agency works in.
MATCH (g:Agency {id: $key})-[k:WORKS_IN]->(a:Area) WHERE @holds(k)
RETURN g.id AS referrer, a.id AS own_area, @path(k)
