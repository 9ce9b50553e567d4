// id: ORD-01
// title: Notification overdue
// family: orders
// severity: high
// subject: Person
// key: notification
// guidance: Cambridgeshire Police, registered sex offenders | what to notify and when
// step: overdue_notification
// finding: A notification under sex offender notification requirements was not made by its day.
// next step: The officer who manages sexual and violent offenders follows it up; consider a breach.
// reading: A notification duty of N, of any kind, has its `due_on` before D and no `made_on` by D. One made late is made. A duty is superseded, and gives nothing, where one of the same kind was made on or after its `due_on` and by D: the yearly one of this year for that of last.
// reading: The clocks (three days, seven days, a week, a year) are those of the agency that sends `due_on`; a duty nobody sent a row for cannot be found. Whether the requirement still holds is not asked. The key is the notification.

MATCH (n:Person {id: $key})-[m:MUST_NOTIFY]->(x:Notification) WHERE @holds(m)
RETURN n.id AS subject, x.id AS notification, m.kind AS duty, m.due_on AS due_on, m.made_on AS made_on, @path(m)
