"""Landing feeds: a group in one write, each whole or not at all, with a report that says what became of every row."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from graph_schema.store import Batch, GraphStore, Touched
from ingest.errors import FeedTooOld, MixedWithSynthetic
from ingest.landing.batches import build_batch
from ingest.landing.consequences import find_differences
from ingest.landing.foresight import foresee
from ingest.landing.joining import join
from ingest.landing.plan import plan_landing
from ingest.landing.reach import reach
from ingest.landing.standing import Arrival, Standing
from ingest.landing.state import LandedState
from ingest.landing.telling import PEOPLE, Told, tell_group
from ingest.linkage.identifiers import RULES
from ingest.problems import Problem
from ingest.report import Counts, Report
from ingest.validation.feeds import CheckedFeed

PLANNED_ROWS = 200_000
"""How many rows wait until what their plans ask of the store is asked in one go."""


@dataclass(frozen=True)
class Landed:
    """The report of a feed and, by the sender's tables, the rows that could not land, each with what is wrong.

    `touched` is what the write touched in which it landed, with those landed together; None for too much to name.
    """

    report: Report
    rejected: Mapping[str, pl.DataFrame]
    touched: Touched | None


@dataclass(frozen=True)
class _Planned:
    """What is left of a feed once it is planned: its rows stand in the group's shelf."""

    counts: Mapping[str, Counts]
    problems: tuple[Problem, ...]
    rejected: Mapping[str, pl.DataFrame]


def land(feed: CheckedFeed, store: GraphStore) -> Landed:
    """Write one feed; raises what `Group.add` and `Group.land` do."""
    group = Group(store)
    group.add(feed)
    (landed,) = group.land()
    return landed


class Group:
    """Feeds that land in one write, in the order they are added; until `land` nothing of them is in the store.

    Planning one sees those before it as landed, so the outcome is that of landing them one by one, in less time.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._standing = Standing(LandedState(store))
        self._outcomes: list[Arrival | Report] = []
        self._waiting: list[tuple[CheckedFeed, Arrival]] = []
        self._planned: dict[int, _Planned] = {}
        self.rows = 0

    def add(self, feed: CheckedFeed) -> None:
        """Take a feed after those added before it; one that is refused leaves no trace.

        The same bytes again change nothing. Raises FeedTooOld for a feed older than the newest of its agency, and
        MixedWithSynthetic where invented people would stand beside others.
        """
        twin = self._twin(feed)
        if twin is not None:
            self._outcomes.append(twin)
            return
        self._refuse_unfit(feed)
        arrival = self._standing.welcome(feed.name, feed.digest, feed.manifest)
        self._outcomes.append(arrival)
        self._waiting.append((feed, arrival))
        self.rows += feed.row_count
        if self._standing.landed.is_empty or sum(waiting.row_count for waiting, _ in self._waiting) >= PLANNED_ROWS:
            self._plan_waiting()

    def land(self) -> list[Landed]:
        """Write what was added, whole or not at all, and return what became of each feed, in order."""
        self._plan_waiting()
        reports, touched = self._write() if self._planned else ({}, Touched())
        landed = []
        told: set[int] = set()
        for outcome in self._outcomes:
            if isinstance(outcome, Report):
                landed.append(Landed(outcome, {}, Touched()))
            elif outcome.place in told:
                landed.append(Landed(_unchanged(reports[outcome.place]), {}, Touched()))
            else:
                told.add(outcome.place)
                landed.append(Landed(reports[outcome.place], self._planned[outcome.place].rejected, touched))
        return landed

    def _twin(self, feed: CheckedFeed) -> Report | Arrival | None:
        """Return the report of a feed of these bytes that has landed, or the one of this group."""
        agency, digest = feed.manifest.agency, feed.digest
        for arrival in self._standing.arrivals:
            if (arrival.manifest.agency, arrival.digest) == (agency, digest):
                return arrival
        return landed_before(agency, digest, self._standing.landed)

    def _refuse_unfit(self, feed: CheckedFeed) -> None:
        manifest = feed.manifest
        newest = self._standing.newest_received(manifest.agency)
        if newest and manifest.received < newest:
            raise FeedTooOld(
                f"{feed.name} was received on {manifest.received}, before the newest landed feed of "
                f"{manifest.agency} ({newest}): what is known later cannot have been known earlier. Send it with the "
                "day it is sent again.",
                None,
            )
        feeds = self._standing.feeds()
        if not feeds.is_empty() and feeds["synthetic"].any() != manifest.synthetic:
            kind, other = ("invented", "real") if manifest.synthetic else ("real", "invented")
            raise MixedWithSynthetic(
                f"{feed.name} is marked as holding {kind} people and the store holds {other} ones: use another store.",
                None,
            )

    def _plan_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        self._standing.look_up(foresee(waiting, self._standing))
        for feed, arrival in waiting:
            plan = plan_landing(feed, arrival, self._standing)
            self._standing.take(arrival, plan.changes)
            self._planned[arrival.place] = _Planned(plan.counts, plan.problems, plan.rejected)

    def _write(self) -> tuple[dict[int, Report], Touched | None]:
        reports, batch = self._work_out()
        touched = Touched.by(batch)
        # Writing takes memory of its own: of the group nothing but the batch is still wanted.
        self._standing.shelf.clear()
        self._store.write(batch)
        return reports, touched

    def _work_out(self) -> tuple[dict[int, Report], Batch]:
        standing = self._standing
        joinings = {
            name: join(name, standing.changes(name), standing.landed) for name in RULES if name in standing.tables()
        }
        beyond = reach(standing, joinings)
        told = tell_group(standing, joinings, beyond)
        reports = {
            arrival.place: _report(arrival, self._planned[arrival.place], told[arrival.place])
            for arrival in standing.arrivals
        }
        nodes = pl.DataFrame([_feed_node(arrival, reports[arrival.place]) for arrival in standing.arrivals])
        return reports, build_batch(standing, nodes, joinings, find_differences(standing, joinings, beyond))


def landed_before(agency: str, digest: str, state: LandedState) -> Report | None:
    """Return the report of a feed with these bytes if it has landed: what landed then is unchanged now."""
    again = state.feeds.filter((pl.col("agency") == agency) & (pl.col("digest") == digest))
    return None if again.is_empty() else _unchanged(Report.from_text(state.report_text(again["feed"][0])))


def _report(arrival: Arrival, planned: _Planned, told: Told) -> Report:
    counts = dict(planned.counts)
    if told.queued:
        counts[PEOPLE] = replace(counts[PEOPLE], queued=len(told.queued))
    manifest = arrival.manifest
    problems = (*planned.problems, *told.queued, *told.disagreements)
    return Report(arrival.feed, manifest.agency, manifest.received, counts, problems)


def _feed_node(arrival: Arrival, report: Report) -> dict[str, object]:
    manifest = arrival.manifest
    return {
        "id": report.feed_id,
        "agency": manifest.agency,
        "received": manifest.received,
        "name": arrival.name,
        "digest": arrival.digest,
        "profile": manifest.profile,
        "handling": manifest.handling,
        "grading": manifest.grading,
        "complete": manifest.complete,
        "synthetic": manifest.synthetic,
        "report": report.as_text(),
    }


def _unchanged(first: Report) -> Report:
    """Return the report of a feed that has landed already: what landed then is unchanged now."""
    counts = {
        table: Counts(
            unchanged=then.accepted + then.unchanged + then.changed, queued=then.queued, rejected=then.rejected
        )
        for table, then in first.counts.items()
    }
    return replace(first, counts=counts, already_landed=True)
