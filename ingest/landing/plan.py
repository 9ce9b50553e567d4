"""What one feed changes: the versions it opens and closes, what it rejects, and what its sender is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from graph_schema.periods import MAX_MOMENT, known_on
from graph_schema.vocabulary import FeedTable
from ingest.landing.comparison import FATE, RECORD, compare, key_rows
from ingest.landing.references import Landing, resolve
from ingest.landing.rejections import RefusedRows, gather_rejected
from ingest.landing.standing import Arrival, Standing
from ingest.landing.state import CHANGES
from ingest.landing.withdrawals import SentRows, Withdrawn, withdraw_absent, withdraw_named
from ingest.problems import Problem
from ingest.report import Counts
from ingest.validation.feeds import CheckedFeed
from ingest.validation.tables import CheckedTable

WITHDRAWALS = "withdrawals"
_MOMENT = pl.Datetime("us")


@dataclass(frozen=True)
class LandingPlan:
    """What is to be written for one feed, before anything is derived.

    `changes` holds by table the whole histories of the records it touches, as they stand after it, in the columns of
    CHANGES. `rejected` holds by the sender's own tables the rows that cannot land, as sent, with a last column
    `problem`.
    """

    changes: Mapping[str, pl.DataFrame]
    rejected: Mapping[str, pl.DataFrame]
    counts: Mapping[str, Counts]
    problems: tuple[Problem, ...]


@dataclass
class _Gathered:
    changes: dict[str, pl.DataFrame] = field(default_factory=dict)
    refused: list[RefusedRows] = field(default_factory=list)
    counts: dict[str, Counts] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Context:
    arrival: Arrival
    landing: Landing
    withdrawn: Withdrawn
    is_first: bool

    @property
    def at(self) -> datetime:
        return known_on(self.arrival.manifest.received)

    @property
    def agency(self) -> str:
        return self.arrival.manifest.agency

    @property
    def standing(self) -> Standing:
        return self.landing.standing


def plan_landing(feed: CheckedFeed, arrival: Arrival, standing: Standing) -> LandingPlan:
    """Compare a checked feed with what its agency said before."""
    agency = feed.manifest.agency
    gathered = _Gathered(problems=list(feed.problems))
    withdrawn = _take_back(feed, gathered, standing)
    context = _Context(arrival, Landing(agency, standing), withdrawn, standing.is_first(arrival))
    for name, checked in feed.tables.items():
        if name != WITHDRAWALS:
            _land_table(checked, context, gathered)
    for (name,), versions in withdrawn.versions.group_by("feed_table"):
        if str(name) not in feed.tables:
            touched = standing.versions_of(agency, str(name), versions[RECORD])
            gathered.changes[str(name)] = _changed(touched, versions.clear(), context)
    rejected = gather_rejected(feed, gathered.refused)
    return LandingPlan(gathered.changes, rejected, gathered.counts, tuple(gathered.problems))


def _take_back(feed: CheckedFeed, gathered: _Gathered, standing: Standing) -> Withdrawn:
    checked = feed.tables.get(WITHDRAWALS)
    if checked is None:
        return Withdrawn(pl.DataFrame(schema=CHANGES), pl.DataFrame(), ())
    withdrawn = withdraw_named(feed.manifest.agency, checked.rows, standing)
    refused = RefusedRows(checked, (checked.refused, withdrawn.rejected), (*checked.problems, *withdrawn.problems))
    gathered.problems += refused.problems
    gathered.refused.append(refused)
    taken = checked.rows.height - withdrawn.rejected.height
    gathered.counts[WITHDRAWALS] = Counts(accepted=taken, rejected=refused.count)
    for (name,), versions in withdrawn.versions.group_by("feed_table"):
        gathered.counts[str(name)] = Counts(withdrawn=versions.height)
    return withdrawn


def _land_table(checked: CheckedTable, context: _Context, gathered: _Gathered) -> None:
    table, agency, standing = checked.table, context.agency, context.standing
    resolved = resolve(table, checked.rows, context.landing)
    keyed = key_rows(agency, table, resolved.rows)
    context.landing.add(table, keyed.rows)
    is_new = context.is_first
    taken_back = context.withdrawn.versions.filter(pl.col("feed_table") == table.name)[RECORD]
    asked = pl.concat([keyed.rows[RECORD], taken_back])
    history = pl.DataFrame(schema=CHANGES) if is_new else standing.versions_of(agency, table.name, asked)
    compared = compare(keyed.rows, history, taken_back)
    moving = compared.filter(pl.col(FATE) != "unchanged")
    refused = RefusedRows(
        checked,
        (checked.refused, resolved.rejected, keyed.rejected),
        (*checked.problems, *resolved.problems, *keyed.problems),
    )
    absent = taken_back.clear()
    if context.arrival.manifest.complete and not is_new:
        sent = SentRows(keyed.rows[RECORD], refused.rows, checked.malformed)
        absent = withdraw_absent(agency, table, sent, standing)[RECORD]
        absent = absent.filter(~absent.is_in(taken_back.implode()))
    if moving.height or len(taken_back) or len(absent):
        touched = pl.concat([history, standing.versions_of(agency, table.name, absent)]).join(
            pl.concat([moving[RECORD], taken_back, absent]).to_frame(), on=RECORD, how="semi"
        )
        gathered.changes[table.name] = _changed(touched, _open(table, moving, context), context)
    gathered.problems += refused.problems
    gathered.refused.append(refused)
    fates = compared[FATE]
    gathered.counts[table.name] = Counts(
        accepted=int((fates == "accepted").sum()),
        unchanged=int((fates == "unchanged").sum()) + keyed.repeated,
        changed=int((fates == "changed").sum()),
        rejected=refused.count,
        withdrawn=gathered.counts.get(table.name, Counts()).withdrawn + len(absent),
    )


def _changed(touched: pl.DataFrame, opened: pl.DataFrame, context: _Context) -> pl.DataFrame:
    """Return the histories of touched records after the feed: what still stood ends, what it opens stands."""
    stood = pl.col("known_to") == MAX_MOMENT
    closed = touched.with_columns(
        pl.when(stood).then(pl.lit(context.at, _MOMENT)).otherwise(pl.col("known_to")).alias("known_to"),
        pl.when(stood).then(pl.lit(context.arrival.place, pl.Int32)).otherwise(pl.col("closed_by")).alias("closed_by"),
    )
    return pl.concat([closed, opened])


def _open(table: FeedTable, rows: pl.DataFrame, context: _Context) -> pl.DataFrame:
    return rows.select(
        RECORD,
        pl.lit(context.agency).alias("agency"),
        pl.lit(table.name).alias("feed_table"),
        pl.lit(context.arrival.feed).alias("feed"),
        pl.lit(context.at, _MOMENT).alias("known_from"),
        pl.lit(MAX_MOMENT, _MOMENT).alias("known_to"),
        "line",
        "values",
        "raw",
        pl.lit(context.arrival.place, pl.Int32).alias("opened_by"),
        pl.lit(None, pl.Int32).alias("closed_by"),
    )
