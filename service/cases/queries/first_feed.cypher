// The feed that was received first.
MATCH (f:Feed)
RETURN f.received AS received, f.id AS feed, f.digest AS digest
ORDER BY received, feed
LIMIT 1
