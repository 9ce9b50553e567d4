// The identifiers somebody has.
MATCH (p:Person {id: $key})-[d:HAS_DETAILS]->(r:Record) WHERE @known(d)
RETURN p.id AS person, d.pnc AS pnc, d.cro AS cro, d.crn AS crn, d.prison_number AS prison_number,
       d.nhs_number AS nhs_number
