// Whose names or other names hold a word, as they are known.
MATCH (p:Person)-[d:HAS_DETAILS]->(:Record)
WHERE d.known_from <= $known AND $known < d.known_to
  AND (toLower(d.given_names) CONTAINS $word OR toLower(d.family_name) CONTAINS $word OR toLower(d.aliases) CONTAINS $word)
RETURN p.id AS person, d.given_names AS given_names, d.family_name AS family_name, d.aliases AS aliases
LIMIT 5001
