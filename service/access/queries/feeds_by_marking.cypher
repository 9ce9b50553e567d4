// Which markings the landed feeds have: whether everybody in them is invented.
MATCH (f:Feed)
RETURN DISTINCT f.synthetic AS synthetic
