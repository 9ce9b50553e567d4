// Which addresses' records have ever borne an identifier.
MATCH (i:Identifier {id: $key})
MATCH (r:Record)-[:BEARS]->(i)
MATCH (r)-[s:SAME_AS]->(a:Address)
WHERE s.known_from <= $known AND $known < s.known_to
RETURN DISTINCT a.id AS address
