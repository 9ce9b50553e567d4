// What was shared from or with a MAPPA case, whenever.
MATCH (x:InformationShare)-[s:SHARES]->(c:MappaCase {id: $key})
WHERE s.valid_from <= $day AND $day < s.valid_to
  AND s.known_from <= $known AND $known < s.known_to
RETURN x.id AS share, s.shared_on AS shared_on, s.from_agency_ref AS from_agency, s.to_agency_ref AS to_agency,
       s.lead_forum AS lead_forum, s.what AS what
