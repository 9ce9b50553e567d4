"""Which records are about the same person or the same address, and on what ground."""
