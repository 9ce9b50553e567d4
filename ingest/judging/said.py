"""A judgement by a person, a match by a run, and what waits for somebody to decide, as the graph keeps each."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from hashlib import blake2b
from typing import Any, Self

import polars as pl

from graph_schema.kinds import ValueType
from graph_schema.periods import MAX_MOMENT
from graph_schema.store.batch import Link
from graph_schema.vocabulary import properties_of
from ingest.deriving.statements import FROM, TO
from ingest.linkage.judgements import JUDGEMENTS, MODEL, PERSON, Answer
from ingest.linkage.proposals import Proposal, Reason, Verdict

JUDGED = Link("JUDGED", "Record", "Record")
MATCHED = Link("MATCHED", "Record", "Record")
PROPOSED = Link("PROPOSED", "Record", "Record")
MILLIONTHS = 1_000_000
_TYPES = {
    ValueType.TEXT: pl.String(), ValueType.INTEGER: pl.Int64(), ValueType.DAY: pl.Date(),
    ValueType.MOMENT: pl.Datetime("us"), ValueType.TRUTH: pl.Boolean(),
}  # fmt: skip


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Return two records' ids in the order in which a pair is kept."""
    return (one, other) if one < other else (other, one)


def _digest(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode(), digest_size=10).hexdigest()


@dataclass(frozen=True)
class Compared:
    """What a model, or exact identifiers, made of two records: `score` in millionths, `guards` hold a join back."""

    model: str | None = None
    run: str | None = None
    score: int | None = None
    reasons: tuple[Reason, ...] = ()
    guards: tuple[str, ...] = ()

    @classmethod
    def of(cls, proposal: Proposal, *guards: str) -> Self:
        """Return what a proposal says, with further guards."""
        score = round(proposal.score * MILLIONTHS)
        return cls(proposal.model, proposal.run, score, proposal.reasons, (*proposal.guards, *guards))

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Return what a relationship carries."""
        told = json.loads(row["reasons"] or "[]")
        reasons = tuple(Reason(r["respect"], Verdict(r["verdict"]), r["weight"], r["words"]) for r in told)
        guards = tuple(part for part in (row["guards"] or "").split(";") if part)
        return cls(row["model"], row["run"], row["score"], reasons, guards)

    def as_row(self) -> dict[str, object]:
        """Return the properties of a relationship."""
        return {
            "model": self.model, "run": self.run, "score": self.score, "guards": ";".join(self.guards),
            "reasons": json.dumps([asdict(reason) for reason in self.reasons], ensure_ascii=False),
        }  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """That somebody asked for a second opinion: who, what they would say, and what should be looked at."""

    asked_by: str | None = None
    opinion: str | None = None
    asked_note: str | None = None


@dataclass(frozen=True)
class _Kept:
    """What all three have: the two records, `left` before `right` by id, and the times of knowledge it holds for."""

    left: str
    right: str
    known_from: datetime
    known_to: datetime
    compared: Compared

    @property
    def pair(self) -> tuple[str, str]:
        """Return the two records."""
        return self.left, self.right

    @property
    def statement(self) -> str:
        """Return its id."""
        return f"j-{_digest(self.left, self.right, self.known_from.isoformat())}"

    def as_row(self) -> dict[str, object]:
        """Return the relationship that keeps it."""
        nested = {"left", "right", "compared", "asked"}
        own = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in nested}
        return {FROM: self.left, TO: self.right, "statement": self.statement, **own, **self.compared.as_row()}


@dataclass(frozen=True)
class Judged(_Kept):
    """That somebody has said whether two records are about one person; `review` and `since` where it waited."""

    answer: str
    judged_by: str
    note: str = ""
    review: str | None = None
    since: datetime | None = None
    asked: Asked = Asked()
    ended_by: str | None = None
    ended_note: str | None = None

    def as_row(self) -> dict[str, object]:
        """Return the relationship that keeps it."""
        return super().as_row() | asdict(self.asked)


@dataclass(frozen=True)
class Matched(_Kept):
    """That a run of linkage found two records to be about one person."""

    within_agency: bool = False
    ended_by: str | None = None
    ended_note: str | None = None

    @property
    def statement(self) -> str:
        """Return its id."""
        return f"m-{_digest(self.left, self.right, self.known_from.isoformat())}"


@dataclass(frozen=True)
class Waiting(_Kept):
    """That two records wait for somebody to decide, since when; `version` grows with every change of what waits."""

    since: datetime
    version: int = 1
    asked: Asked = Asked()

    @property
    def statement(self) -> str:
        """Return the id of the review, the same for as long as the two records may wait."""
        return review_id(self.left, self.right)

    def as_row(self) -> dict[str, object]:
        """Return the relationship that keeps it."""
        return super().as_row() | asdict(self.asked)


def review_id(left: str, right: str) -> str:
    """Return the id of the review of a pair, which tells nothing of it."""
    return f"r-{_digest(left, right)}"


def waiting(pair: tuple[str, str], compared: Compared, at: datetime) -> Waiting:
    """Return a pair that begins to wait."""
    return Waiting(*pair, at, MAX_MOMENT, compared, at)


def as_frame(link: Link, kept: Iterable[_Kept]) -> pl.DataFrame:
    """Return relationships of one type as a table of a batch."""
    declared = {one.name: _TYPES[one.type] for one in properties_of(link.type)}
    return pl.DataFrame([one.as_row() for one in kept], schema={FROM: pl.String(), TO: pl.String(), **declared})


def as_judgements(kept: Iterable[Judged | Matched]) -> pl.DataFrame:
    """Return what decides who is who of judgements and matches, in the columns of JUDGEMENTS."""
    rows = [
        (
            one.statement, one.left, one.right, PERSON if isinstance(one, Judged) else MODEL,
            one.answer if isinstance(one, Judged) else Answer.SAME.value, one.compared.score,
            isinstance(one, Matched) and one.within_agency, one.known_from, one.known_to,
        )
        for one in kept
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=JUDGEMENTS, orient="row")
