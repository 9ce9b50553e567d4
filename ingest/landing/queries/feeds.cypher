// Every feed that has landed.
MATCH (f:Feed)
RETURN f.id AS feed, f.agency AS agency, f.received AS received, f.digest AS digest, f.grading AS grading,
       f.handling AS handling, f.synthetic AS synthetic
