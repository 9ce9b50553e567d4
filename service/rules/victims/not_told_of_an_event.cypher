// id: VIC-05
// title: No contact with a victim since an event
// family: victims
// severity: medium
// subject: Person
// key: party
// guidance: NDelius registration reference data | INVI: victim contact
// step: not_told_of_an_event
// finding: Since the last release, recall or transfer no contact is recorded with a victim who is to be kept informed.
// unknown: Since the last release, recall or transfer no contact is recorded with a victim, and whether they opted in is not known.
// next step: The victim liaison officer makes contact.
// reading: Of N's releases, temporary releases and recalls by D, and the transfers of N's case completed by D, the newest counts. V, living, is in the Victim Contact Scheme or the Victim Notification Scheme about N and opted in, whether or not still recorded as a victim; the latest of `offered_on` and `last_contact_on` by D, over all rows of V about N, is blank or before that day. Contact on the day itself counts as made.
// reading: The feeds carry the last contact, not a log. Where `opted_in` is blank it is `could_not_check` with `missing: opted_in`; V who declined is left out. The key is V.

MATCH (n:Person {id: $key})-[s:UNDERWENT]->(x:Event)
WHERE @holds(s) AND s.happened_on <= $day AND s.kind IN ['release', 'temporary_release', 'recall']
RETURN n.id AS subject, s.kind AS event_kind, s.happened_on AS event_on, @path(s)
