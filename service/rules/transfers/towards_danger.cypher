// id: TRF-03
// title: Move into an area that holds a danger
// family: transfers
// severity: critical
// subject: MappaCase
// key: transfer, address
// guidance: Cheshire MAPPA awareness briefing | location of past and current victims
// guidance: MAPPA Guidance | Chapter 17
// step: towards_danger
// finding: The area to receive the nominal holds a victim, a MARAC case, a tied person or a zone of theirs.
// unknown: Whether the area to receive the nominal holds a danger is not known.
// next step: Meet jointly with the receiving area before it accepts.

MATCH (c:MappaCase {id: $key})-[t:TRANSFERRED_BY]->(x:Transfer) WHERE @holds(t)
MATCH (x)-[e:ENTERS]->(b:Area) WHERE @holds(e)
RETURN c.id AS `case`, x.id AS transfer, b.id AS to_area, t.proposed_on AS proposed_on,
       t.address_checked_on AS address_checked_on, t.rejected_on AS rejected_on, t.completed_on AS completed_on,
       @path(t, e)
