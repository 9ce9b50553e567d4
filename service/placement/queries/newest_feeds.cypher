// The day of the newest feed of each agency.
MATCH (f:Feed)
WHERE f.received <= $day
RETURN f.agency AS agency, max(f.received) AS received
