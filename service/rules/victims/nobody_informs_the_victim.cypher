// id: VIC-01
// title: Victim without liaison officer or offer of contact
// family: victims
// severity: high
// subject: Person
// key: party
// guidance: Victim Contact Scheme | eligibility: violent or sexual offence and twelve months or a hospital order
// guidance: MAPPA website, mappa.justice.gov.uk | victims
// policy: victim.contact_scheme_months, victim.contact_offer_working_days
// step: nobody_informs_the_victim
// finding: A current victim has a right to be offered contact, and has no liaison officer or no offer is recorded.
// unknown: Whether a sentence is long enough for a current victim to be offered contact is not known.
// next step: Refer the victim to the Victim Contact Scheme.
// reading: N has a sentence, passed by D, of offence group murder, sexual or violent or marked Schedule 15, with a disposal of custody or a detention and training order of `contact_scheme_months` months or more or indeterminate, or a hospital order; and more than `contact_offer_working_days` working days have passed since its day, a blank day counting as long ago. Suspended sentences do not count.
// reading: A living current victim V of N, whatever the offence, since the feeds tie no victim to a sentence, has no `victim_liaison_officer` assigned to N's case or to V itself; or no Victim Contact Scheme row of V about N has `offered_on` by D. Where V has declined (`opted_in` no) nothing is lacking.
// reading: A sentence of custody of blank length, not indeterminate, is `could_not_check` with `missing: sentence_length`. The key is V.

MATCH (n:Person {id: $key})-[s:SENTENCED_TO]->(x:Sentence) WHERE @holds(s)
RETURN n.id AS subject, x.id AS sentence, s.offence_group AS offence_group, s.schedule_15 AS is_schedule_15,
       s.disposal AS disposal, s.months AS months, s.indeterminate AS is_indeterminate,
       s.sentenced_on AS sentenced_on, s.release_on AS release_on, @path(s)
