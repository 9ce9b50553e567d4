// Where an address was, at every time of knowledge.
MATCH (a:Address {id: $key})
OPTIONAL MATCH (a)-[l:LOCATED_AT]->(:Record)
RETURN a.id AS thing, l.easting AS easting, l.northing AS northing, l.uncertainty_m AS uncertainty_m,
       l.known_from AS known_from, l.known_to AS known_to
