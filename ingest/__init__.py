"""From the files agencies send to dated, sourced statements in the graph."""
