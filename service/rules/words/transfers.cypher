// The transfers of a case, and where to.
MATCH (c:MappaCase {id: $key})-[t:TRANSFERRED_BY]->(x:Transfer) WHERE @holds(t)
MATCH (x)-[e:ENTERS]->(b:Area) WHERE @holds(e)
RETURN c.id AS `case`, x.id AS transfer, b.id AS to_area, t.proposed_on AS proposed_on,
       t.address_checked_on AS address_checked_on, t.rejected_on AS rejected_on, t.completed_on AS completed_on,
       @path(t, e)
