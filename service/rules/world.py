"""What holds on the day, as known then: each question asked once, of everybody or of those a rule reaches."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib.resources import files
from typing import Final

import polars as pl

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from graph_schema.store.seam import Value
from service.rules.questions import STEP_COLUMNS, Asked, Pattern, Question

STEPS: Final = "steps"
"""The column in which every row carries the numbers of the statements it rests on."""

_DAYS = {
    "since", "until", "date_of_birth", "born_from", "born_to", "deceased_on", "referred_on", "incident_on", "closed_on",
    "held_on", "assessed_on", "happens_on", "proposed_on", "address_checked_on", "rejected_on", "completed_on",
    "decided_on", "valid_from", "valid_to",
}  # fmt: skip
_WHOLE = {"easting", "northing", "uncertainty", "level"}
_NO_STEPS = pl.List(pl.UInt32)


@dataclass(frozen=True)
class Candidate:
    """An address asked about for somebody: it stands for all homes of theirs, as a proposed one."""

    person: str
    address: str


@dataclass
class _Answers:
    frame: pl.DataFrame
    asked: set[str] = field(default_factory=set)


class World:
    """The answers to the rules' questions as of one day and time of knowledge.

    Without `cases` each question is asked of the whole store. With them it is asked for the keys a rule names and
    answers are kept; a frame may then hold more than the keys just named, never less.
    """

    def __init__(
        self,
        store: GraphStore,
        as_of: AsOf,
        cases: frozenset[str] | None = None,
        candidate: Candidate | None = None,
    ) -> None:
        """Ask `store`, of everybody or only as far as the rules reach from `cases`."""
        self.store = store
        self.as_of = as_of
        self.cases = cases
        self.candidate = candidate
        self._answers: dict[str, _Answers] = {}
        self._steps: list[pl.DataFrame] = []
        self._count = 0

    @property
    def day(self) -> date:
        """Return the day asked about."""
        return self.as_of.day

    def word(self, name: str, keys: pl.Series | None = None) -> pl.DataFrame:
        """Answer the question in `words/NAME.cypher`, at least for `keys`."""
        return self.ask(word(name), keys)

    def ask(self, question: Question, keys: pl.Series | None = None) -> pl.DataFrame:
        """Answer a question, at least for `keys`; without keys, or without `cases`, of the whole store."""
        if self.cases is None or keys is None:
            held = self._answers.get(question.text)
            if held is None:
                held = self._answers[question.text] = _Answers(self._read(question, None))
            return held.frame
        held = self._answers.get(question.text)
        wanted = set(keys.drop_nulls().to_list())
        if held is None:
            held = self._answers[question.text] = _Answers(self._read(question, sorted(wanted)), wanted)
        elif missing := wanted - held.asked:
            held.frame = pl.concat([held.frame, self._read(question, sorted(missing))])
            held.asked |= missing
        return held.frame

    def _read(self, question: Question, keys: list[str] | None) -> pl.DataFrame:
        frames = []
        for asked in question.asked:
            given = self._parameters(asked)
            if keys is None:
                table = self.store.read(asked.whole, given)
            elif keys:
                table = self.store.read_each(asked.keyed, keys, given)
            else:
                table = _nothing(self.store, asked, given)
            frames.append(self._number(asked, typed(pl.DataFrame(table))))
        return pl.concat(frames)

    def _parameters(self, asked: Asked) -> Mapping[str, Value]:
        values: dict[str, Value] = {"day": self.as_of.day, "known": self.as_of.known}
        return {name: value for name, value in values.items() if f"${name}" in asked.whole}

    def _number(self, asked: Asked, rows: pl.DataFrame) -> pl.DataFrame:
        """Keep the statements that rows rest on, and leave their numbers in their place."""
        names = []
        for step in asked.steps:
            columns = [f"{step.variable}__{column}" for column in STEP_COLUMNS]
            self._steps.append(_named(rows.select(columns).rename(dict(zip(columns, STEP_COLUMNS, strict=True))), step))
            numbers = pl.arange(self._count, self._count + rows.height, dtype=pl.UInt32, eager=True)
            rows = rows.drop(columns).with_columns(numbers.alias(f"{step.variable}__number"))
            self._count += rows.height
            names.append(f"{step.variable}__number")
        numbered = pl.concat_list(names) if names else pl.lit([], _NO_STEPS)
        told = [] if asked.type is None else [pl.lit(asked.type).alias("type")]
        return rows.with_columns(*told, numbered.alias(STEPS)).drop(names)

    def statements(self) -> pl.DataFrame:
        """Return every statement read so far, in the order of their numbers."""
        return pl.concat(self._steps) if self._steps else pl.DataFrame()

    @cached_property
    def nominals(self) -> pl.DataFrame:
        """Return who is a nominal, in which case: the episode of each case that started last of those that hold."""
        keys = None if self.cases is None else pl.Series(sorted(self.cases), dtype=pl.String)
        episodes = self.word("episodes", keys).filter(pl.col("since") <= self.day, self.day < pl.col("until"))
        return self.living(episodes.sort("since").unique("case", keep="last", maintain_order=True), "subject")

    @cached_property
    def subjects(self) -> pl.Series:
        """Return the nominals, each once."""
        return self.nominals["subject"].unique().sort()

    def details(self, people: pl.Series) -> pl.DataFrame:
        """Return what is known of people."""
        return self.word("details", people)

    def living(self, rows: pl.DataFrame, person: str) -> pl.DataFrame:
        """Return the rows whose `person` is not known to have died by the day."""
        died = self.details(rows[person]).filter(pl.col("deceased_on") <= self.day)
        return rows.join(died, left_on=person, right_on="person", how="anti") if died.height else rows

    def locations(self, addresses: pl.Series) -> pl.DataFrame:
        """Return where addresses are."""
        return self.word("locations", addresses)

    def homes(self, people: pl.Series) -> pl.DataFrame:
        """Return `person`, `address`, `since`, `is_proposed` of homes, those proposed included."""
        homes = _homes(self.word("homes", people), self.word("placements", people))
        return self._with_candidate(homes)

    def residents(self, addresses: pl.Series) -> pl.DataFrame:
        """Return what `homes` does, of whoever has a home at one of `addresses`."""
        if self.cases is None:
            return self.homes(pl.Series(dtype=pl.String))
        return self._with_candidate(_homes(self.word("residents", addresses), self.word("placed", addresses)))

    def _with_candidate(self, homes: pl.DataFrame) -> pl.DataFrame:
        if self.candidate is None:
            return homes
        bound = pl.DataFrame(
            {"person": [self.candidate.person], "address": [self.candidate.address], "since": [None],
             "is_proposed": [True], STEPS: [[]]},
            schema=homes.schema,
        )  # fmt: skip
        return pl.concat([homes.filter(pl.col("person") != self.candidate.person), bound])

    def ties(self, people: pl.Series, *types: str) -> pl.DataFrame:
        """Return `person`, `other`, `type`, `is_forward`, `since`, `contact_kind` of ties that hold, from both ends."""
        out = self.word("ties_out", people)
        into = out if self.cases is None else self.word("ties_in", people)
        wanted = pl.col("type").is_in(list(types)) & (pl.col("start") != pl.col("stop"))
        forward = out.filter(wanted).rename({"start": "person", "stop": "other"})
        backward = into.filter(wanted).rename({"stop": "person", "start": "other"})
        return pl.concat([
            forward.with_columns(pl.lit(True).alias("is_forward")),
            backward.select(forward.columns).with_columns(pl.lit(False).alias("is_forward")),
        ])  # fmt: skip

    def open_maracs(self, maracs: pl.Series) -> pl.DataFrame:
        """Return the MARAC cases that are open on the day."""
        return self.referred_maracs(maracs).filter(pl.col("closed_on").is_null() | (pl.col("closed_on") > self.day))

    def referred_maracs(self, maracs: pl.Series) -> pl.DataFrame:
        """Return the MARAC cases referred by the day, closed or not."""
        return self.word("marac_cases", maracs).filter(pl.col("referred_on") <= self.day)


def word(name: str) -> Question:
    """Return a shared question by its name."""
    held = _WORDS.get(name)
    if held is None:
        text = files(__package__).joinpath(f"words/{name}.cypher").read_text("utf-8")
        held = _WORDS[name] = Question(text, f"words/{name}.cypher")
    return held


_WORDS: dict[str, Question] = {}
_EMPTY: dict[tuple[type, str], pl.DataFrame] = {}


def _nothing(store: GraphStore, asked: Asked, given: Mapping[str, Value]) -> pl.DataFrame:
    place = (type(store), asked.keyed)
    if place not in _EMPTY:
        _EMPTY[place] = typed(pl.DataFrame(store.read_each(asked.keyed, [""], given))).clear()
    return _EMPTY[place]


def typed(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with each column of the type its name says: an engine cannot know that of a column without values."""
    return rows.with_columns(
        pl.col(name).cast(_type(name.rsplit("__", 1)[-1]))
        for name, held in rows.schema.items()
        if held != _type(name.rsplit("__", 1)[-1])
    )


def _type(name: str) -> pl.DataType:
    if name in _DAYS:
        return pl.Date()
    return pl.Int64() if name in _WHOLE else pl.String()


def _named(steps: pl.DataFrame, step: Pattern) -> pl.DataFrame:
    kinds = {"start_kind": step.start_kind, "type": step.type, "stop_kind": step.end_kind}
    return steps.select(*(pl.lit(value).alias(name) for name, value in kinds.items()), *STEP_COLUMNS)


def _homes(homes: pl.DataFrame, placements: pl.DataFrame) -> pl.DataFrame:
    lived = homes.with_columns((pl.col("type") == "PROPOSED_AT").alias("is_proposed")).drop("type")
    placed = placements.filter(pl.col("decision").is_null() | (pl.col("decision") != "refused"))
    return pl.concat([lived, placed.with_columns(pl.lit(True).alias("is_proposed")).select(lived.columns)])
