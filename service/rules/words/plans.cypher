// The plans a child is on, and the authority that keeps them.
MATCH (p:Person {id: $key})-[o:ON_PLAN]->(l:LocalAuthority) WHERE @holds(o)
RETURN p.id AS person, l.id AS authority, @path(o)
