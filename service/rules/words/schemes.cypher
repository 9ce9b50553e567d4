// The victims who are, or were asked to be, kept informed about somebody.
MATCH (v:Person)-[w:IN_CONTACT_SCHEME]->(n:Person {id: $key}) WHERE @holds(w)
RETURN v.id AS party, n.id AS subject, w.scheme AS scheme, w.offered_on AS offered_on, w.opted_in AS is_opted_in,
       w.last_contact_on AS last_contact_on, @path(w)
