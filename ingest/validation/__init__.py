"""Whether what was sent is what the vocabulary allows: every row canonical, landed with doubts, or rejected."""
