// The people of whom some record has borne an identifier.
MATCH (r:Record)-[b:BEARS]->(i:Identifier {id: $key})
MATCH (r)-[j:SAME_AS]->(p:Person) WHERE @known(j)
RETURN i.id AS identifier, p.id AS person
