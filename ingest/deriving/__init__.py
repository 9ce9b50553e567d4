"""From what records state, over all time of knowledge, to the statements of the graph: a pure function."""
