"""What leaves the graph as files: people and their records, and every statement."""
