// When referrals of somebody were decided.
MATCH (p:Person {id: $key})-[f:REFERRED_BY]->(x:Referral) WHERE @holds(f) AND f.decided_on <= $day
RETURN p.id AS subject, f.decided_on AS decided_on
