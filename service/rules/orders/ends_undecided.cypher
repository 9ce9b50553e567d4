// id: ORD-02
// title: Order about to end, renewal not decided
// family: orders
// severity: medium
// subject: Person
// key: order
// guidance: Ministry of Justice press notice, 8th annual reports, October 2009 | orders after the licence
// policy: order.renewal_days
// step: ends_undecided
// finding: An order on a nominal whose risk is live is about to end, and nobody has decided whether to renew it.
// unknown: An order on a nominal is about to end, nobody has decided whether to renew it, and no assessment of the risk is known.
// next step: The police ask their legal department.
// reading: An order in force on N of kind licence, sexual_harm_prevention_order, sexual_offences_prevention_order, violent_offender_order or restraining_order has its `valid_to` after D and up to D + `renewal_days`, and no `renewal_decision_on` by D. The risk is live: for `children`, `public`, `known_adult` or `staff` the newest assessment by D with a value says medium or above.
// reading: Where none of these four was ever assessed it is `could_not_check` with `missing: risk`. The key is the order.

MATCH (n:Person {id: $key})-[b:BOUND_BY]->(o:`Order`) WHERE @holds(b)
RETURN n.id AS subject, o.id AS `order`, b.kind AS order_kind, b.valid_to AS until,
       b.renewal_decision_on AS renewal_decision_on, @path(b)
