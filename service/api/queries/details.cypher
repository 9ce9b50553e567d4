// What is known of a person, over all agencies' records.
MATCH (p:Person {id: $key})
MATCH (p)-[d:HAS_DETAILS]->(:Record)
WHERE d.known_from <= $known AND $known < d.known_to
RETURN p.id AS person, d.record AS records, d.given_names AS given_names, d.family_name AS family_name,
       d.aliases AS aliases, d.date_of_birth AS date_of_birth, d.sex AS sex, d.ethnicity AS ethnicity, d.pnc AS pnc,
       d.cro AS cro, d.crn AS crn, d.prison_number AS prison_number, d.nino AS nino, d.deceased_on AS deceased_on,
       d.visor_record AS visor_record
