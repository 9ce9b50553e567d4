// What kind of place a site is.
MATCH (s:Site {id: $key})-[d:SITED_AS]->(r:Record) WHERE @holds(d)
RETURN s.id AS site, d.kind AS kind_of_site, @path(d)
