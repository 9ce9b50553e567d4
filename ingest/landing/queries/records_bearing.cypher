// The records that have ever borne an identifier.
MATCH (i:Identifier {id: $key})
OPTIONAL MATCH (r:Record)-[:BEARS]->(i)
RETURN i.id AS identifier, r.id AS record
