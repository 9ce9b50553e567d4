"""What it is to compare two records in one respect: levels from full agreement to none, in a reviewer's words."""

from dataclasses import dataclass

from ingest.linkage.proposals import Verdict


@dataclass(frozen=True)
class Level:
    """One way in which two records may compare; `words` follow "Given names: " and hold nothing personal.

    `frequency_of` is the column whose rare values weigh more; `assumed` the weight in bits where none could be learnt.
    `is_counted` says that blocking finds all who agree so, and how often strangers do can be counted, not sampled.
    """

    name: str
    condition: str
    verdict: Verdict
    words: str
    frequency_of: str | None = None
    assumed: float = 0.0
    is_counted: bool = False


@dataclass(frozen=True)
class Respect:
    """One respect in which records compare; the levels are tried in order, the last is what is left."""

    name: str
    title: str
    levels: tuple[Level, ...]


def gamma_of(respect: Respect, level: str) -> int:
    """Return the number by which Splink calls a level of a respect: -1 where missing, 0 for what is left."""
    names = [one.name for one in respect.levels]
    return -1 if level == "missing" else len(names) - 1 - names.index(level)


def level_of(respect: Respect, gamma: int) -> Level:
    """Return the level that Splink calls by a number."""
    return respect.levels[0] if gamma < 0 else respect.levels[len(respect.levels) - 1 - gamma]
