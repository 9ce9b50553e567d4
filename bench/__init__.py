"""How fast, beside what: each figure with the reference that ran in the same minutes, row counts checked first."""
