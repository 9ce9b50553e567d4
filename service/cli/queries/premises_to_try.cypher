// Addresses that a housing provider offers, to show a visitor of the demonstration something to ask about.
MATCH (a:Address)-[o:OFFERED_BY]->(g:Agency)
MATCH (a)-[l:LOCATED_AT]->(r:Record) WHERE l.uprn IS NOT NULL
RETURN g.id AS provider, l.uprn AS uprn
ORDER BY provider, uprn LIMIT 1
