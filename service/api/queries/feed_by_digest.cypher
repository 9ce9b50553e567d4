// The report of the feed that had these bytes.
MATCH (f:Feed)
WHERE f.digest = $digest AND f.agency = $agency
RETURN f.id AS feed, f.report AS report
