"""What a run of linkage says of two records: join, review or apart, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What is proposed of a pair of records."""

    JOIN = "join"
    REVIEW = "review"
    APART = "apart"


class Verdict(StrEnum):
    """How two records compare in one respect."""

    AGREES = "agrees"
    PARTLY = "partly"
    DISAGREES = "disagrees"
    MISSING = "missing"


@dataclass(frozen=True)
class Reason:
    """One respect in which two records compare, and its weight: log2 of the Bayes factor, in bits."""

    respect: str
    verdict: Verdict
    weight: float
    words: str


@dataclass(frozen=True)
class Proposal:
    """What is proposed of two records, `left` before `right` in the order of their ids.

    `left` and `right` are ids of `Record` nodes; `score` is the probability that both are about one person, from 0
    to 1; `guards` names what holds a join back; `model` is the name and hash of the model, `run` that of the run.
    """

    left: str
    right: str
    outcome: Outcome
    score: float
    reasons: tuple[Reason, ...]
    guards: tuple[str, ...]
    model: str
    run: str
