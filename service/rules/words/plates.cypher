// What tells an address from the others in its building.
MATCH (a:Address {id: $key})-[l:LOCATED_AT]->(r:Record) WHERE @known(l)
RETURN a.id AS address, l.uprn AS uprn, l.secondary_name AS secondary_name
