// A MARAC case: where it is heard, and its days.
MATCH (m:MaracCase {id: $key})-[h:HEARD_IN]->(a:Area) WHERE @holds(h)
RETURN m.id AS marac, a.id AS area, h.referred_on AS referred_on, h.incident_on AS incident_on,
       h.closed_on AS closed_on, @path(h)
