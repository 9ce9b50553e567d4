// The arranged accommodation of somebody: asked for, decided on, begun or to begin.
MATCH (p:Person {id: $key})-[h:PLACED_IN]->(l:Placement) WHERE @holds(h)
MATCH (l)-[t:PLACED_AT]->(a:Address) WHERE @holds(t)
RETURN p.id AS subject, l.id AS placement, a.id AS address, h.scheme AS scheme, h.referred_on AS referred_on,
       h.starts_on AS starts_on, h.ends_on AS ends_on, h.approvals AS approvals, h.decision AS decision,
       h.decided_on AS decided_on, @path(h, t)
