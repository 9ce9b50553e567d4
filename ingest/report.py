"""The report of one feed's landing: what became of every row, and what to look at."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from ingest.problems import Outcome, Problem


@dataclass(frozen=True)
class Counts:
    """How many rows of one table met which fate.

    `accepted`, `unchanged`, `changed` and `rejected` add up to the rows sent. `queued` counts those among them whose
    join to other records waits for a person; `withdrawn` the rows of earlier feeds taken back.
    """

    accepted: int = 0
    unchanged: int = 0
    changed: int = 0
    queued: int = 0
    rejected: int = 0
    withdrawn: int = 0

    @property
    def sent(self) -> int:
        """Return how many rows the sender sent."""
        return self.accepted + self.unchanged + self.changed + self.rejected


@dataclass(frozen=True)
class Report:
    """What a sender is told, the same on the command line and through the API."""

    feed_id: str
    agency: str
    received: date
    counts: Mapping[str, Counts] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    already_landed: bool = False

    @property
    def has_problems(self) -> bool:
        """Whether rows were rejected or wait for a person, so that somebody must act."""
        return any(problem.outcome is not Outcome.LANDED for problem in self.problems)

    def as_json(self) -> dict[str, object]:
        """Return the report in the shape the contract gives it."""
        return {
            "feedId": self.feed_id,
            "agency": self.agency,
            "received": self.received.isoformat(),
            "counts": {table: asdict(counts) for table, counts in self.counts.items()},
            "problems": [problem.as_json() for problem in self.problems],
            "alreadyLanded": self.already_landed,
        }

    @classmethod
    def from_text(cls, text: str) -> "Report":
        """Return the report that `as_text` wrote."""
        told = json.loads(text)
        return cls(
            feed_id=told["feedId"],
            agency=told["agency"],
            received=date.fromisoformat(told["received"]),
            counts={table: Counts(**counts) for table, counts in told["counts"].items()},
            problems=tuple(Problem.from_json(problem) for problem in told["problems"]),
            already_landed=told["alreadyLanded"],
        )

    def as_text(self) -> str:
        """Return the report as JSON text, as the store keeps it."""
        return json.dumps(self.as_json(), ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Refused:
    """A feed of which nothing landed, and why."""

    name: str
    reason: str

    def as_json(self) -> dict[str, object]:
        """Return the refusal in the place of a report."""
        return {"feedId": None, "name": self.name, "refused": self.reason}
