"""From a checked feed to what changes in the store: which rows are new, changed, taken back, or cannot land."""
