// id: LVL-01-C04
// title: Category 2 without a qualifying sentence
// family: levels
// severity: high
// subject: MappaCase
// key: none
// guidance: Merseyside and Liverpool children's procedures, September 2024 | MAPPA: category 2
// guidance: Cheshire MAPPA awareness briefing | category 2
// guidance: Ministry of Justice, February 2025 | controlling or coercive behaviour in MAPPA
// policy: category.qualifying_months, category.coercive_control_from
// reading: N's case has category 2 and none of N's sentences qualifies. A sentence qualifies for category 2 where the
// reading: offence does (offence group murder, sexual, or coercive_control if sentenced on or after the day policy
// reading: gives, or Schedule 15 said yes) and so does the disposal (hospital_order or guardianship_order; custody,
// reading: suspended_custody or detention_and_training_order of at least so many months by policy, or indeterminate;
// reading: for murder whatever its length). Sentences passed by D count, and those of unknown day. Could not be checked
// reading: where no sentence of N is known at all, or where none qualifies and of one the length or Schedule 15 is not
// reading: known and would decide. Other sexual offenders who are not registered count by their offence. One finding
// reading: per case.
// step: two_without_sentence
// finding: A case of category 2 rests on no qualifying sentence.
// unknown: Whether a sentence qualifies for category 2 is not known.
// next step: The co-ordinator corrects the record.

MATCH (n:Person)-[s:SUBJECT_OF]->(c:MappaCase {id: $key}) WHERE @known(s)
RETURN n.id AS subject, c.id AS `case`, s.kind AS case_kind, s.area AS area, s.category AS category, s.level AS level,
       s.level_reason AS level_reason, s.critical_public_protection_case AS is_critical_case,
       s.next_review_on AS next_review_on, s.valid_from AS since, s.valid_to AS until, @path(s)
