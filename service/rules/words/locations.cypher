// Where an address is.
MATCH (a:Address {id: $key})-[l:LOCATED_AT]->(r:Record) WHERE @known(l)
RETURN a.id AS address, l.easting AS easting, l.northing AS northing, l.uncertainty_m AS uncertainty, l.area AS area,
       l.normal_primary AS normal_primary, l.normal_street AS normal_street, l.postcode AS postcode, l.kind AS kind_of_place
