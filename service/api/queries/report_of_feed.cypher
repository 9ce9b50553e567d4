// What became of a feed, as it was reported when it landed.
MATCH (f:Feed {id: $key})
RETURN f.id AS feed, f.agency AS agency, f.report AS report
