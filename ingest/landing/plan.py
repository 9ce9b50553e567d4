"""What one feed changes: the versions it opens and closes, what it rejects, and what its sender is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from graph_schema.periods import MAX_MOMENT, known_on
from graph_schema.vocabulary import FeedTable
from ingest.landing.comparison import FATE, RECORD, compare, key_rows
from ingest.landing.references import Landing, resolve
from ingest.landing.state import VERSIONS, LandedState
from ingest.landing.withdrawals import SentRows, Withdrawn, withdraw_absent, withdraw_named
from ingest.problems import Outcome, Problem
from ingest.report import Counts
from ingest.validation.feeds import PROBLEM, CheckedFeed
from ingest.validation.tables import LINE, PLACE, CheckedTable

WITHDRAWALS = "withdrawals"


@dataclass(frozen=True)
class LandingPlan:
    """What is to be written for one feed, before anything is derived.

    Frames have the columns of VERSIONS: `opened` is known from the feed's day and open; `closed` is versions as they
    stand, to end on `at`; `history` is every version, as it stands, of the records in either. `rejected` holds by
    table the rows that cannot land, as sent, with a last column `problem`.
    """

    feed_id: str
    at: datetime
    opened: pl.DataFrame
    closed: pl.DataFrame
    history: pl.DataFrame
    new_records: pl.DataFrame
    rejected: Mapping[str, pl.DataFrame]
    counts: Mapping[str, Counts]
    problems: tuple[Problem, ...]


@dataclass
class _Gathered:
    opened: list[pl.DataFrame] = field(default_factory=list)
    closed: list[pl.DataFrame] = field(default_factory=list)
    history: list[pl.DataFrame] = field(default_factory=list)
    rejected: dict[str, pl.DataFrame] = field(default_factory=dict)
    counts: dict[str, Counts] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def plan_landing(feed: CheckedFeed, feed_id: str, state: LandedState) -> LandingPlan:
    """Compare a checked feed with what its agency said before."""
    agency = feed.manifest.agency
    gathered = _Gathered(problems=list(feed.problems))
    is_first = state.newest_received(agency) is None
    withdrawn = _take_back(feed, gathered, state)
    landing = Landing(agency, state, is_first)
    for name, checked in feed.tables.items():
        if name != WITHDRAWALS:
            _land_table(feed, checked, _Context(feed_id, landing, withdrawn), gathered)
    opened, closed = _gather(gathered.opened), _gather(gathered.closed).unique(RECORD)
    history = _gather(gathered.history)
    lacking = closed.join(history, on=RECORD, how="anti")[RECORD].to_list()
    history = pl.concat([history, state.versions_of(lacking)])
    known = history.select(RECORD).unique()
    return LandingPlan(
        feed_id=feed_id,
        at=known_on(feed.manifest.received),
        opened=opened,
        closed=closed,
        history=history,
        new_records=opened.join(known, on=RECORD, how="anti").select(RECORD, "agency", "feed_table"),
        rejected=gathered.rejected,
        counts=gathered.counts,
        problems=tuple(gathered.problems),
    )


@dataclass(frozen=True)
class _Context:
    feed_id: str
    landing: Landing
    withdrawn: Withdrawn


def _gather(frames: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat([pl.DataFrame(schema=VERSIONS), *frames])


def _take_back(feed: CheckedFeed, gathered: _Gathered, state: LandedState) -> Withdrawn:
    checked = feed.tables.get(WITHDRAWALS)
    if checked is None:
        return Withdrawn(pl.DataFrame(schema=VERSIONS), pl.DataFrame(), ())
    withdrawn = withdraw_named(feed.manifest.agency, checked.rows, state)
    gathered.problems += [*checked.problems, *withdrawn.problems]
    gathered.closed.append(withdrawn.versions)
    rejected = pl.concat([checked.refused[PLACE], withdrawn.rejected[PLACE]])
    _reject(checked, rejected, gathered, [*checked.problems, *withdrawn.problems])
    taken = checked.rows.height - withdrawn.rejected.height
    gathered.counts[WITHDRAWALS] = Counts(accepted=taken, rejected=_rows_rejected(checked, rejected))
    for (name,), versions in withdrawn.versions.group_by("feed_table"):
        gathered.counts[str(name)] = Counts(withdrawn=versions.height)
    return withdrawn


def _land_table(feed: CheckedFeed, checked: CheckedTable, context: _Context, gathered: _Gathered) -> None:
    table, agency, state = checked.table, feed.manifest.agency, context.landing.state
    resolved = resolve(table, checked.rows, context.landing)
    keyed = key_rows(agency, table, resolved.rows)
    context.landing.add(table, keyed.rows)
    history = (
        pl.DataFrame(schema=VERSIONS)
        if context.landing.is_first_feed
        else state.versions_of(keyed.rows[RECORD].to_list())
    )
    compared = compare(keyed.rows, history, context.withdrawn.versions[RECORD])
    moving = compared.filter(pl.col(FATE) != "unchanged")
    gathered.opened.append(_open(feed, table, moving, context.feed_id))
    gathered.history.append(history.join(moving, on=RECORD, how="semi"))
    superseded = moving.filter(pl.col(FATE) == "changed")
    gathered.closed.append(history.filter(pl.col("known_to") == MAX_MOMENT).join(superseded, on=RECORD, how="semi"))
    refused = pl.concat([checked.refused, resolved.rejected, keyed.rejected.select(checked.refused.columns)])
    absent = pl.DataFrame(schema=VERSIONS)
    if feed.manifest.complete and not context.landing.is_first_feed:
        sent = SentRows(keyed.rows[RECORD], refused, checked.malformed)
        absent = withdraw_absent(agency, table, sent, state)
        absent = absent.join(context.withdrawn.versions, on=RECORD, how="anti")
        gathered.closed.append(absent)
    problems = [*checked.problems, *resolved.problems, *keyed.problems]
    gathered.problems += problems
    _reject(checked, refused[PLACE], gathered, problems)
    fates = compared[FATE]
    gathered.counts[table.name] = Counts(
        accepted=int((fates == "accepted").sum()),
        unchanged=int((fates == "unchanged").sum()) + keyed.repeated,
        changed=int((fates == "changed").sum()),
        rejected=_rows_rejected(checked, refused[PLACE]),
        withdrawn=gathered.counts.get(table.name, Counts()).withdrawn + absent.height,
    )


def _open(feed: CheckedFeed, table: FeedTable, rows: pl.DataFrame, feed_id: str) -> pl.DataFrame:
    moment = pl.Datetime("us")
    return rows.select(
        RECORD,
        pl.lit(feed.manifest.agency).alias("agency"),
        pl.lit(table.name).alias("feed_table"),
        pl.lit(feed_id).alias("feed"),
        pl.lit(known_on(feed.manifest.received), moment).alias("known_from"),
        pl.lit(MAX_MOMENT, moment).alias("known_to"),
        "line",
        "values",
        "raw",
    )


def _rows_rejected(checked: CheckedTable, places: pl.Series) -> int:
    return places.n_unique() + len(checked.malformed)


def _reject(checked: CheckedTable, places: pl.Series, gathered: _Gathered, problems: list[Problem]) -> None:
    """Keep the rows that cannot land as they were sent, each with everything that is wrong with it."""
    if places.is_empty() and not checked.malformed:
        return
    told: dict[int, list[str]] = {}
    for problem in problems:
        if problem.row is not None and problem.outcome is Outcome.REJECTED:
            where = f"{problem.column}: " if problem.column else ""
            told.setdefault(problem.row, []).append(where + problem.message)
    lines = pl.concat([checked.rows.select(PLACE, LINE), checked.refused.select(PLACE, LINE)])
    rejected = lines.filter(pl.col(PLACE).is_in(places.implode())).sort(PLACE)
    reasons = pl.Series(PROBLEM, ["; ".join(told.get(line, [])) for line in rejected[LINE]], dtype=pl.String)
    # A file of rejected rows may come back with the column it was given.
    rows = checked.sent.drop(PROBLEM, strict=False)[rejected[PLACE].to_list()].with_columns(reasons)
    gathered.rejected[checked.table.name] = pl.concat([rows, _malformed_rows(checked, rows)])


def _malformed_rows(checked: CheckedTable, shape: pl.DataFrame) -> pl.DataFrame:
    """Return rows that did not fit their header, the cells left over told in `problem` so that nothing is lost."""
    columns = checked.sent.columns
    rows = []
    for row in checked.malformed:
        over = row.cells[len(columns) :]
        problem = f"{row.message}; cells left over: {' | '.join(over)}" if over else row.message
        cells = {name: cell or None for name, cell in zip(columns, row.cells, strict=False)}
        rows.append(cells | {PROBLEM: problem})
    return pl.DataFrame(rows, schema=shape.schema)
