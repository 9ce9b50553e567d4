// What is known of a person: names, when they were born, whether they have died.
MATCH (p:Person {id: $key})-[d:HAS_DETAILS]->(r:Record) WHERE @known(d)
RETURN p.id AS person, d.given_names AS given_names, d.family_name AS family_name, d.date_of_birth AS date_of_birth,
       d.born_from AS born_from, d.born_to AS born_to, d.deceased_on AS deceased_on, @path(d)
