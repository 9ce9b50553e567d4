"""The server engine: one Neo4j that several services and commands share."""
