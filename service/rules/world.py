"""What holds on the day, as known then: each question asked once, of everybody or of those a rule reaches."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
import polars as pl

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from graph_schema.store.seam import Value
from service.rules.columns import typed
from service.rules.errors import WrongRule
from service.rules.findings import Finding
from service.rules.questions import Asked, Pattern, Question
from service.rules.shared import word

STEPS: Final = "steps"
"""The column in which every row carries the numbers of the statements it rests on."""

NUMBERS: Final = pl.List(pl.UInt32)
Make = Callable[[], pl.DataFrame]


@dataclass(frozen=True)
class Candidate:
    """An address asked about for somebody: it stands for all homes of theirs, as a proposed one."""

    person: str
    address: str


@dataclass
class _Answers:
    frame: pl.DataFrame
    asked: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Read:
    """The rows of one answer; the statement `number` of a row is counted from `first`, row by row."""

    first: int
    rows: pl.DataFrame
    steps: tuple[Pattern, ...]


class World:
    """The answers to the rules' questions as of one day and time of knowledge.

    Without `cases` each question is asked of the whole store. With them it is asked for the keys a rule names and
    answers are kept; a frame may then hold more than the keys just named, never less.
    """

    def __init__(self, store: GraphStore, as_of: AsOf, cases: frozenset[str] | None = None) -> None:
        """Ask `store`, of everybody or only as far as the rules reach from `cases`."""
        self.store = store
        self.as_of = as_of
        self.cases = cases
        self.candidate: Candidate | None = None
        """Set before any home is asked for."""
        self.asks_everybody = True
        """Whether the rule that is evaluated says in its header that it asks beyond its cases."""
        self.findings: tuple[Finding, ...] = ()
        """What the other rules found: set before a rule that counts findings is evaluated."""
        self._answers: dict[str, _Answers] = {}
        self._kept: dict[tuple[str, ...], tuple[tuple[pl.DataFrame, ...], pl.DataFrame]] = {}
        self._reads: list[_Read] = []
        self._count = 0

    @property
    def day(self) -> date:
        """Return the day asked about."""
        return self.as_of.day

    def word(self, name: str, keys: pl.Series | None = None) -> pl.DataFrame:
        """Answer the question in `words/NAME.cypher`, at least for `keys`."""
        return self.ask(word(name), keys)

    def ask(self, question: Question, keys: pl.Series | None = None) -> pl.DataFrame:
        """Answer a question, at least for `keys`; without keys, or without `cases`, of the whole store.

        Rules that ask the same under different headers are one question, and get the same frame.
        """
        asked = question.asked
        held = self._answers.get(asked.keyed)
        if keys is None:
            self._check_reach(question.place)
        if self.cases is None or keys is None:
            if held is None:
                held = self._answers[asked.keyed] = _Answers(self._read(asked, None))
            return held.frame
        wanted = set(keys.to_list()) - {None}
        if held is None:
            held = self._answers[asked.keyed] = _Answers(self._read(asked, sorted(wanted)), wanted)
        elif missing := wanted - held.asked:
            more = self._read(asked, sorted(missing))
            held.asked |= missing
            if more.height:
                held.frame = pl.concat([held.frame, more]) if held.frame.height else more
        return held.frame

    def everybody(self) -> "World":
        """Return the answers about everybody, for a rule whose header says that it asks beyond its cases."""
        self._check_reach("Who is beyond the cases")
        return self if self.cases is None else self._everybody

    @cached_property
    def _everybody(self) -> "World":
        return World(self.store, self.as_of)

    def _check_reach(self, what: str) -> None:
        """Raise WrongRule where a rule asks of everybody and its header does not say so: a write would be missed."""
        if not (self.cases is None or self.asks_everybody):
            raise WrongRule(f"{what} is asked of everybody: the rule's header must say `reach: everybody`.")

    def keep(self, name: tuple[str, ...], made_of: tuple[pl.DataFrame, ...], make: Make) -> pl.DataFrame:
        """Return what `make` makes of frames, made once for as long as these are the frames."""
        held = self._kept.get(name)
        if held is None or any(one is not other for one, other in zip(held[0], made_of, strict=True)):
            held = self._kept[name] = (made_of, make())
        return held[1]

    def _read(self, asked: Asked, keys: list[str] | None) -> pl.DataFrame:
        given = {name: value for name, value in self._moment.items() if name in asked.parameters}
        if keys is None:
            rows = typed(pl.DataFrame(self.store.read(asked.whole, given)))
        elif keys:
            table = self.store.read_each(asked.keyed, keys, given)
            if not table.num_rows:
                return _nothing(self.store, asked, given)
            rows = typed(pl.DataFrame(table))
        else:
            return _nothing(self.store, asked, given)
        return self._number(asked, rows)

    @cached_property
    def _moment(self) -> Mapping[str, Value]:
        return {"day": self.as_of.day, "known": self.as_of.known}

    def _number(self, asked: Asked, rows: pl.DataFrame) -> pl.DataFrame:
        """Keep the statements that rows rest on, and leave their numbers in their place."""
        each, first = len(asked.steps), self._count
        stop = first + rows.height * each
        self._count = stop
        if each:
            self._reads.append(_Read(first, rows, asked.steps))
        # Columns are put side by side without an expression, which costs more than a few rows do.
        numbers = np.arange(first, stop, dtype=np.uint32).reshape(rows.height, each)
        return pl.DataFrame(
            [*(column for column in rows if "__" not in column.name), pl.Series(STEPS, numbers).cast(NUMBERS)]
        )

    def statements(self, numbers: set[int]) -> Iterator[tuple[int, Pattern, Mapping[str, object]]]:
        """Yield the statements with these numbers: what they are in the pattern, and what is told of them."""
        ordered = sorted(numbers)
        for read in self._reads:
            each = len(read.steps)
            start = bisect_left(ordered, read.first)
            stop = bisect_left(ordered, read.first + read.rows.height * each)
            if start == stop:
                continue
            for which, step in enumerate(read.steps):
                own = [number for number in ordered[start:stop] if (number - read.first) % each == which]
                names = [f"{step.variable}__{column}" for column in step.columns]
                told = read.rows.select(names)[[(number - read.first) // each for number in own]]
                for number, row in zip(own, told.iter_rows(), strict=True):
                    yield number, step, dict(zip(step.columns, row, strict=True))

    @cached_property
    def nominals(self) -> pl.DataFrame:
        """Return who is a nominal, in which case: the episode of each case that started last of those that hold."""
        keys = None if self.cases is None else pl.Series(sorted(self.cases), dtype=pl.String)
        episodes = self.word("episodes", keys).filter(pl.col("since") <= self.day, self.day < pl.col("until"))
        return self.living(
            episodes.sort("since", "subject").unique("case", keep="last", maintain_order=True), "subject"
        )

    @cached_property
    def subjects(self) -> pl.Series:
        """Return the nominals, each once."""
        return self.nominals["subject"].unique().sort()

    def details(self, people: pl.Series) -> pl.DataFrame:
        """Return what is known of people."""
        return self.word("details", people)

    def living(self, rows: pl.DataFrame, person: str) -> pl.DataFrame:
        """Return the rows whose `person` is not known to have died by the day."""
        if rows.is_empty():
            return rows
        details = self.details(rows[person])
        died = self.keep(("died",), (details,), lambda: details.filter(pl.col("deceased_on") <= self.day))
        return rows.join(died, left_on=person, right_on="person", how="anti") if died.height else rows

    def locations(self, addresses: pl.Series) -> pl.DataFrame:
        """Return where addresses are."""
        return self.word("locations", addresses)

    def homes(self, people: pl.Series) -> pl.DataFrame:
        """Return `person`, `address`, `since`, `is_proposed` of homes, those proposed included."""
        return self._homes("homes", self.word("homes", people), self.word("placements", people))

    def residents(self, addresses: pl.Series) -> pl.DataFrame:
        """Return what `homes` does, of whoever has a home at one of `addresses`."""
        if self.cases is None:
            return self.homes(addresses.clear())
        return self._homes("residents", self.word("residents", addresses), self.word("placed", addresses))

    def _homes(self, name: str, lived: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
        return self.keep((name,), (lived, placed), lambda: self._with_candidate(_homes(lived, placed)))

    def _with_candidate(self, homes: pl.DataFrame) -> pl.DataFrame:
        if self.candidate is None:
            return homes
        bound = pl.DataFrame(
            {"person": [self.candidate.person], "address": [self.candidate.address], "since": [None],
             STEPS: [[]], "is_proposed": [True]},
            schema=homes.schema,
        )  # fmt: skip
        return pl.concat([homes.filter(pl.col("person") != self.candidate.person), bound])

    def ties(self, people: pl.Series, *kinds: str) -> pl.DataFrame:
        """Return `person`, `other`, `kind`, `is_forward`, `since`, `contact_kind` of ties that hold, from both ends."""
        out = self.word("ties_out", people)
        into = out if self.cases is None else self.word("ties_in", people)
        return self.keep(("ties", *kinds), (out, into), lambda: _ties(out, into, kinds))

    def open_maracs(self, maracs: pl.Series) -> pl.DataFrame:
        """Return the MARAC cases that are open on the day."""
        return self.referred_maracs(maracs).filter(pl.col("closed_on").is_null() | (pl.col("closed_on") > self.day))

    def referred_maracs(self, maracs: pl.Series) -> pl.DataFrame:
        """Return the MARAC cases referred by the day, closed or not."""
        return self.word("marac_cases", maracs).filter(pl.col("referred_on") <= self.day)


_EMPTY: dict[tuple[type, str], pl.DataFrame] = {}


def _nothing(store: GraphStore, asked: Asked, given: Mapping[str, Value]) -> pl.DataFrame:
    """Return the frame of an answer without rows; which columns it has is asked once."""
    place = (type(store), asked.keyed)
    if place not in _EMPTY:
        rows = typed(pl.DataFrame(store.read_each(asked.keyed, [], given))).clear()
        own = rows.select([name for name in rows.columns if "__" not in name])
        _EMPTY[place] = own.with_columns(pl.lit([], NUMBERS).alias(STEPS)).clear()
    return _EMPTY[place]


def _homes(homes: pl.DataFrame, placements: pl.DataFrame) -> pl.DataFrame:
    lived = homes.select("person", "address", "since", STEPS, (pl.col("kind") == "proposed").alias("is_proposed"))
    if placements.is_empty():
        return lived
    placed = placements.filter(pl.col("decision").is_null() | (pl.col("decision") != "refused"))
    return pl.concat([lived, placed.with_columns(pl.lit(True).alias("is_proposed")).select(lived.columns)])


def _ties(out: pl.DataFrame, into: pl.DataFrame, kinds: tuple[str, ...]) -> pl.DataFrame:
    wanted = pl.col("kind").is_in(list(kinds)) & (pl.col("start") != pl.col("stop"))
    told = ("kind", "since", "contact_kind", STEPS)
    ends = [("start", "stop", out, True), ("stop", "start", into, False)]
    return pl.concat([
        frame.filter(wanted).select(
            pl.col(near).alias("person"), pl.col(far).alias("other"), *told, pl.lit(way).alias("is_forward")
        )
        for near, far, frame, way in ends
    ])  # fmt: skip
