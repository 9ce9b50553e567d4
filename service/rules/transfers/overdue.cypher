// id: TRF-02
// title: Transfer overdue
// family: transfers
// severity: high
// subject: MappaCase
// key: transfer
// guidance: HMPPS Welcome Hub, Case Transfer, 2022 | timescales
// policy: transfer.complete_working_days, transfer.address_check_days
// step: overdue
// finding: A transfer is open for too long, or the address was not checked in time.
// next step: Escalate to the senior probation officer or the co-ordinator.

MATCH (c:MappaCase {id: $key})-[t:TRANSFERRED_BY]->(x:Transfer) WHERE @holds(t)
MATCH (x)-[e:ENTERS]->(b:Area) WHERE @holds(e)
RETURN c.id AS `case`, x.id AS transfer, b.id AS to_area, t.proposed_on AS proposed_on,
       t.address_checked_on AS address_checked_on, t.rejected_on AS rejected_on, t.completed_on AS completed_on,
       @path(t, e)
