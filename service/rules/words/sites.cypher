// Where children go.
MATCH (s:Site {id: $key})-[d:SITED_AS]->(r:Record) WHERE @holds(d)
RETURN s.id AS site, d.kind AS kind, d.easting AS easting, d.northing AS northing, d.uncertainty_m AS uncertainty,
       @path(d)
