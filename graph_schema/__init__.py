"""What the graph holds and where it is kept: vocabulary, identifiers, time, provenance, and the store."""
