// Every feed that has landed, and by whom it was sent.
MATCH (f:Feed)
RETURN f.id AS feed, f.agency AS agency, f.received AS received
