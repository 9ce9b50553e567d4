// Who offers an address as accommodation, under which scheme, and whom they do not take.
MATCH (a:Address {id: $key})-[o:OFFERED_BY]->(g:Agency) WHERE @holds(o)
RETURN a.id AS address, o.scheme AS scheme, o.excludes AS excludes, @path(o)
