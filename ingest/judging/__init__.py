"""What people and runs of linkage say of records: kept with all that follows in one write, undone, and asked for."""
