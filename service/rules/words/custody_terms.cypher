// Custodial sentences that let nobody out by the day.
MATCH (n:Person {id: $key})-[s:SENTENCED_TO]->(x:Sentence)
WHERE @holds(s) AND s.disposal IN ['custody', 'detention_and_training_order'] AND s.release_on > $day
RETURN n.id AS person, s.sentenced_on AS sentenced_on, @path(s)
