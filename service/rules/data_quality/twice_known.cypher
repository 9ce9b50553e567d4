// id: DQ-01
// title: Probably one person or address, kept as two
// family: data_quality
// severity: medium
// subject: Person
// key: party, address
// guidance: NDelius registration reference data | DOFF and KDUP: duplicate records
// reading: N and another living person have the same PNC, CRO, CRN, prison number or NHS number, as resolved at K, and
// reading: were not joined, since another of these numbers contradicts it. Or N and somebody around N, or two current
// reading: victims of N, have the same date of birth and family name, and given names of which one begins with the
// reading: other, letters alone compared; around N are those with a home in common with N, those tied to N by a tie
// reading: that holds, and N's current victims. Twins have two given names and are not found. Or N has homes that hold
// reading: at two addresses in the same building of which one has no secondary name, and not each a UPRN. People
// reading: further from each other are left to linkage, which asks a reviewer. One finding per case and other person
// reading: (of two victims the one named second) or address; the fact `same` says in what they agree.
// step: twice_known
// finding: Two people, or two addresses of one person, are probably one.
// next step: Look at both records and join them, or note that they are two.

MATCH (p:Person {id: $key})-[d:HAS_DETAILS]->(r:Record) WHERE @known(d)
RETURN p.id AS person, d.given_names AS given_names, d.family_name AS family_name, d.date_of_birth AS date_of_birth,
       d.born_from AS born_from, d.born_to AS born_to, d.deceased_on AS deceased_on, @path(d)
