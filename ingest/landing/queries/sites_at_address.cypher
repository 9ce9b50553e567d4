// The records of the sites that ever stood at an address.
MATCH (a:Address {id: $key})
OPTIONAL MATCH (:Site)-[s:STANDS_AT]->(a)
RETURN DISTINCT s.record AS record
