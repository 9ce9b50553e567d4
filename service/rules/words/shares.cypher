// What was shared about a case and a MARAC case.
MATCH (x:InformationShare)-[s:SHARES]->(c:MappaCase {id: $key}) WHERE @holds(s) AND s.shared_on <= $day
MATCH (x)-[u:SHARES_ABOUT]->(m:MaracCase) WHERE @holds(u)
RETURN c.id AS `case`, m.id AS marac
