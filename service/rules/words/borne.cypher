// The identifiers that some record of somebody has borne.
MATCH (r:Record)-[j:SAME_AS]->(p:Person {id: $key}) WHERE @known(j)
MATCH (r)-[b:BEARS]->(i:Identifier)
RETURN p.id AS person, i.id AS identifier
