"""The people of a chunk and what they are to each other, as it truly is."""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import polars as pl

from ingest.synthetic.dice import Days, Truth, Whole
from ingest.synthetic.frames import blank_days, days

Numbers = Whole


class Part(StrEnum):
    """What somebody is in the network of one nominal."""

    OFFENDER = "offender"
    VICTIM = "victim"
    CHILD = "child"
    PARTNER = "partner"
    RELATIVE = "relative"
    ASSOCIATE = "associate"
    PERPETRATOR = "perpetrator"


@dataclass
class Cast:
    """People and ties under construction; a person is a number, in the order in which they were added.

    `anchor` is the nominal through whom somebody came to be known, `known_on` the day on which that was.
    """

    parts: list[pl.DataFrame] = field(default_factory=list)
    ties: list[pl.DataFrame] = field(default_factory=list)
    size: int = 0

    def add(self, part: Part, is_male: Truth, born: Days, anchor: Numbers, known_on: Days) -> Numbers:
        """Add people and return their numbers."""
        count = len(born)
        numbers = np.arange(self.size, self.size + count, dtype=np.int64)
        self.parts.append(
            pl.DataFrame(
                {
                    "person": numbers,
                    "part": np.full(count, part.value),
                    "is_male": is_male,
                    "born": days(born),
                    "anchor": anchor,
                    "known_on": days(known_on),
                }
            )
        )
        self.size += count
        return numbers

    def tie(self, start: Numbers, end: Numbers, kind: str, valid_from: Days, valid_to: Days | None = None) -> None:
        """Say that the people `start` are KIND to the people `end`."""
        until = blank_days(len(start)) if valid_to is None else valid_to
        self.ties.append(
            pl.DataFrame(
                {
                    "start": start,
                    "end": end,
                    "kind": np.full(len(start), kind),
                    "valid_from": days(valid_from),
                    "valid_to": days(until),
                }
            )
        )

    def people(self) -> pl.DataFrame:
        """Return everybody so far: person, part, is_male, born, anchor, known_on."""
        return pl.concat(self.parts)

    def all_ties(self) -> pl.DataFrame:
        """Return every tie once: start, end, kind, valid_from, valid_to."""
        return (
            pl.concat(self.ties)
            .filter(pl.col("start") != pl.col("end"))
            .unique(["start", "end", "kind"], keep="first", maintain_order=True)
        )


@dataclass(frozen=True)
class Nominals:
    """The subjects of the cases of a chunk; their numbers are 0 up to their count."""

    category: Whole
    born: Days
    case_from: Days
    offence_on: Days
    is_male: Truth

    @property
    def numbers(self) -> Numbers:
        """Return their numbers in the cast."""
        return np.arange(len(self.category), dtype=np.int64)

    def age_on(self, day: np.datetime64) -> Whole:
        """Return their whole years of age, nearly."""
        return ((day - self.born).astype(np.int64) / 365.25).astype(np.int64)
