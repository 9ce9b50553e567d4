// The zone of a condition, as drawn.
MATCH (k:Condition {id: $key})-[y:BOUNDED_BY]->(z:Zone) WHERE @holds(y)
MATCH (z)-[d:DRAWN_AS]->(r:Record) WHERE @known(d)
RETURN k.id AS condition, z.id AS zone, d.geometry AS geometry, d.valid_from AS since, d.valid_to AS until, @path(y, d)
