// Assessments of the risk of serious harm to children.
MATCH (n:Person {id: $key})-[s:ASSESSED_AS]->(x:RiskAssessment) WHERE @holds(s) AND s.assessed_on <= $day
RETURN n.id AS subject, s.assessed_on AS assessed_on, s.children AS children, @path(s)
