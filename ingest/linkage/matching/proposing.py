"""What a run of linkage proposes, from records to outcomes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from ingest.linkage.matching.blocking import BlockingReport
from ingest.linkage.matching.deciding import Decided, Known, decide
from ingest.linkage.matching.engine import open_engine
from ingest.linkage.matching.evidence import LinkageRecord
from ingest.linkage.matching.model import Model, shipped_model
from ingest.linkage.matching.reasons import probability, reasons_of
from ingest.linkage.matching.scoring import score
from ingest.linkage.matching.table import tabulate
from ingest.linkage.proposals import Proposal

Groups = Iterable[Collection[str]]
"""Sets of ids of records: two for a pair, more for people made up of more."""


@dataclass(frozen=True)
class Proposals:
    """What is proposed, in the order of ids, what comparing cost, and the name of the model."""

    proposals: tuple[Proposal, ...]
    blocking: BlockingReport
    model: str


@dataclass(frozen=True)
class _Places:
    """Where each record stands in the table."""

    of: dict[str, int]

    def groups(self, groups: Groups) -> list[list[int]]:
        """Return groups as places, in order; records that are not there are left out."""
        known = [sorted(self.of[record] for record in set(group) if record in self.of) for group in groups]
        return [group for group in known if len(group) > 1]


def propose(  # noqa: PLR0913 - what was decided before comes in three ways
    records: Iterable[LinkageRecord],
    *,
    model: Model | None = None,
    joined: Groups = frozenset(),
    kept_apart: Groups = frozenset(),
    run: str,
    only: Collection[str] | None = None,
) -> Proposals:
    """Compare records and return what is proposed of pairs of them: join, review or apart, and why.

    `joined` are groups of ids joined now, which need less to stay than to be joined; a pair of them that no longer
    holds comes back as review or apart. `kept_apart` are pairs that a person said are two people: they are never
    proposed, nor brought together through others. With `only`, the ids of new records, just these are compared with
    all. Without `model`, that which was shipped is used. The same records give the same proposals, in whatever order.

    Raises ModelFault where there is no model to use, LinkageNotInstalled without the extra `linkage`.
    """
    model = model or shipped_model()
    ordered = sorted(records, key=lambda record: record.record)
    places = _Places({record.record: place for place, record in enumerate(ordered)})
    groups = places.groups(joined)
    rows = rows_of(ordered, groups)
    known = Known(_pairs(places.groups(kept_apart)), _seeds(ordered, groups, only))
    with open_engine(rows) as engine:
        scored = score(engine, rows, model, only)
    decided = decide(scored.pairs, rows, model.thresholds, known) if scored.pairs.height else []
    ids = [record.record for record in ordered]
    source = (model.name, run)
    proposals = [_proposal(one, ids, scored.prior, source) for one in decided]
    return Proposals(tuple(sorted(proposals, key=lambda one: (one.left, one.right))), scored.blocking, source[0])


def rows_of(records: Sequence[LinkageRecord], groups: Sequence[Sequence[int]] = ()) -> pl.DataFrame:
    """Return the table of records, numbered, each with the groups it is joined in."""
    held: list[list[str]] = [[] for _ in records]
    for number, group in enumerate(groups):
        for place in group:
            held[place].append(str(number))
    clusters = pl.Series("clusters", held, dtype=pl.List(pl.String))
    return tabulate(records).with_row_index("place").with_columns(pl.col("place").cast(pl.Int32), clusters)


def _pairs(groups: Sequence[Sequence[int]]) -> frozenset[tuple[int, int]]:
    return frozenset((one, other) for group in groups for one in group for other in group if one < other)


def _seeds(
    records: Sequence[LinkageRecord], groups: Sequence[Sequence[int]], only: Collection[str] | None
) -> list[list[int]]:
    """Return what is joined among the records that are not compared again."""
    if only is None:
        return []
    old = [[place for place in group if records[place].record not in only] for group in groups]
    return [group for group in old if len(group) > 1]


def _proposal(one: Decided, ids: Sequence[str], prior: float, source: tuple[str, str]) -> Proposal:
    pair = one.pair
    return Proposal(
        left=ids[pair["l"]],
        right=ids[pair["r"]],
        outcome=one.outcome,
        score=probability(pair["weight"]),
        reasons=reasons_of(pair, prior),
        guards=one.guards,
        model=source[0],
        run=source[1],
    )
