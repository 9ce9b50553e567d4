// The assessments of the risk of serious harm that somebody presents.
MATCH (n:Person {id: $key})-[s:ASSESSED_AS]->(x:RiskAssessment) WHERE @holds(s) AND s.assessed_on <= $day
RETURN n.id AS subject, s.assessed_on AS assessed_on, s.children AS children, s.public AS public,
       s.known_adult AS known_adult, s.staff AS staff, @path(s)
