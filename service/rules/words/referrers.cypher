// The agency that made a referral.
MATCH (x:Referral {id: $key})-[m:MADE_BY]->(g:Agency) WHERE @holds(m)
RETURN x.id AS referral, g.id AS referrer, @path(m)
