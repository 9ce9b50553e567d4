"""What an opened store may use of the machine and of people's patience."""

from dataclasses import dataclass

GIBIBYTE = 1 << 30


@dataclass(frozen=True)
class Limits:
    """How much memory, how many threads and connections, and how long.

    Scans of tables with millions of rows fail below about half a gibibyte of memory.
    """

    memory_bytes: int = GIBIBYTE
    threads: int = 2
    readers: int = 8
    query_seconds: float = 120.0
    patience_seconds: float = 5.0
    """How long to wait for another process, or for readers to pause, before giving up."""

    lease_seconds: float = 20.0
    """How long a server keeps the lease of a process from which it hears nothing."""
