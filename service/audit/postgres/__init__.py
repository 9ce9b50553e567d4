"""The audit on a PostgreSQL server, shared by several machines; the only place that imports its driver."""
