// id: DIS-02
// title: Disclosure made without undertaking or record
// family: disclosure
// severity: medium
// subject: MappaCase
// key: disclosure
// guidance: MAPPA website, mappa.justice.gov.uk | disclosure
// step: not_written_down
// finding: A disclosure was made, and the recipient signed no undertaking, or whether the offender was told is not recorded.
// next step: The owner obtains the undertaking and completes the record.
// reading: A disclosure of N's case, decided as an agency disclosure or under the child sex offender or the domestic violence disclosure scheme, was made by D, and `undertaking_signed` is not yes (blank or no), or `offender_told` is blank. That the offender was not told is an answer. A disclosure the nominal makes himself needs neither. The key is the disclosure.

MATCH (c:MappaCase {id: $key})-[d:DISCLOSES]->(x:Disclosure) WHERE @holds(d)
RETURN c.id AS `case`, x.id AS disclosure, d.decided_on AS decided_on, d.decision AS decision, d.due_on AS due_on,
       d.made_on AS made_on, d.undertaking_signed AS is_undertaking_signed, d.offender_told AS is_offender_told,
       @path(d)
