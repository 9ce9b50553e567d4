// What an agency is.
MATCH (g:Agency {id: $key})-[d:DESCRIBED_BY]->(r:Record) WHERE @holds(d)
RETURN g.id AS agency, d.kind AS kind, d.local_authority AS authority
