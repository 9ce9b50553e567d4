"""Seconds, rows and peak memory of a piece of work, and the table they are printed in."""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

KIB_PER_MIB = 1024


@dataclass
class Measured:
    """One piece of work: what it was, how many rows it did in how many seconds, and what it is held against."""

    what: str
    rows: int = 0
    seconds: float = 0.0
    peak_mib: int = 0
    beside: str = ""
    ratio: float | None = None

    @property
    def rows_per_second(self) -> float:
        """Return rows a second."""
        return self.rows / self.seconds if self.seconds else 0.0


@dataclass
class Results:
    """Everything measured in one run."""

    measured: list[Measured] = field(default_factory=list)

    @contextmanager
    def measure(self, what: str) -> Iterator[Measured]:
        """Time the body; it sets `rows`."""
        work = Measured(what)
        begun = time.perf_counter()
        yield work
        work.seconds = time.perf_counter() - begun
        work.peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB_PER_MIB
        self.measured.append(work)

    def as_markdown(self) -> str:
        """Return a table of all figures."""
        lines = [
            "| work | rows | seconds | rows/s | peak MiB so far | beside | ratio |",
            "|---|---|---|---|---|---|---|",
        ]
        for work in self.measured:
            ratio = f"{work.ratio:.1f}" if work.ratio is not None else ""
            lines.append(
                f"| {work.what} | {work.rows:,} | {work.seconds:.2f} | {work.rows_per_second:,.0f} | {work.peak_mib:,} "
                f"| {work.beside} | {ratio} |"
            )
        return "\n".join(lines) + "\n"


def require(counted: int, expected: int, what: str) -> None:
    """Stop the bench where rows are missing: a fast wrong answer is no figure."""
    if counted != expected:
        raise SystemExit(f"{what}: {counted:,} rows where {expected:,} were expected; no figures.")
