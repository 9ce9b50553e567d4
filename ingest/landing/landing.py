"""Landing one feed: whole or not at all, with a report that says what became of every row."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from graph_schema.store import GraphStore
from ingest.errors import FeedTooOld, MixedWithSynthetic
from ingest.landing.batches import build_batch
from ingest.landing.consequences import Consequences, find_consequences
from ingest.landing.plan import LandingPlan, plan_landing
from ingest.landing.state import LandedState
from ingest.landing.telling import tell_disagreements, tell_refused_joins
from ingest.report import Counts, Report
from ingest.validation.feeds import CheckedFeed

PEOPLE = "persons"


@dataclass(frozen=True)
class Landed:
    """The report of a feed and, by table, the rows that could not land, as sent with what is wrong with each."""

    report: Report
    rejected: Mapping[str, pl.DataFrame]


def land(feed: CheckedFeed, store: GraphStore) -> Landed:
    """Write a checked feed to the store in one piece.

    The same bytes again change nothing. Raises FeedTooOld for a feed older than the newest of its agency, and
    MixedWithSynthetic where invented people would stand beside others.
    """
    state = LandedState(store)
    feeds = state.feeds()
    manifest = feed.manifest
    if report := landed_before(manifest.agency, feed.digest, store):
        return Landed(report, {})
    _refuse_unfit(feed, feeds)
    feed_id = _free_name(feed.name, set(feeds["feed"]))
    plan = plan_landing(feed, feed_id, state)
    this = {"feed": feed_id, "agency": manifest.agency, "grading": manifest.grading, "handling": manifest.handling}
    known = pl.concat([feeds.select(*this), pl.DataFrame([this], schema=dict.fromkeys(this, pl.String))])
    consequences = find_consequences(plan, known, state)
    report = _report(feed, plan, consequences)
    statements = (consequences.before, consequences.after.statements)
    node = _feed_node(feed, report)
    store.write(build_batch(plan, node, consequences.joinings, statements, is_first=feeds.is_empty()))
    return Landed(report, plan.rejected)


def landed_before(agency: str, digest: str, store: GraphStore) -> Report | None:
    """Return the report of a feed with these bytes if it has landed: what landed then is unchanged now."""
    state = LandedState(store)
    again = state.feeds().filter((pl.col("agency") == agency) & (pl.col("digest") == digest))
    return None if again.is_empty() else _unchanged(Report.from_text(state.report_text(again["feed"][0])))


def _refuse_unfit(feed: CheckedFeed, feeds: pl.DataFrame) -> None:
    manifest = feed.manifest
    newest = feeds.filter(pl.col("agency") == manifest.agency)["received"].max()
    if isinstance(newest, date) and manifest.received < newest:
        raise FeedTooOld(
            f"{feed.name} was received on {manifest.received}, before the newest landed feed of {manifest.agency} "
            f"({newest}): what is known later cannot have been known earlier. Send it with the day it is sent again.",
            None,
        )
    if not feeds.is_empty() and feeds["synthetic"].any() != manifest.synthetic:
        kind, other = ("invented", "real") if manifest.synthetic else ("real", "invented")
        raise MixedWithSynthetic(
            f"{feed.name} is marked as holding {kind} people and the store holds {other} ones: use another store.", None
        )


def _free_name(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name}~{number}" in taken:
        number += 1
    return f"{name}~{number}"


def _report(feed: CheckedFeed, plan: LandingPlan, consequences: Consequences) -> Report:
    refused = [
        join for joining in consequences.joinings.values() for join in joining.refused if joining.table == PEOPLE
    ]
    queued = tell_refused_joins(refused, plan.opened)
    disagreements = tell_disagreements(consequences.after.disagreements, plan.opened)
    counts = dict(plan.counts)
    if queued:
        counts["persons"] = replace(counts["persons"], queued=len(queued))
    problems = (*plan.problems, *queued, *disagreements)
    return Report(plan.feed_id, feed.manifest.agency, feed.manifest.received, counts, problems)


def _feed_node(feed: CheckedFeed, report: Report) -> pl.DataFrame:
    manifest = feed.manifest
    return pl.DataFrame(
        [
            {
                "id": report.feed_id,
                "agency": manifest.agency,
                "received": manifest.received,
                "name": feed.name,
                "digest": feed.digest,
                "profile": manifest.profile,
                "handling": manifest.handling,
                "grading": manifest.grading,
                "complete": manifest.complete,
                "synthetic": manifest.synthetic,
                "report": report.as_text(),
            }
        ]
    )


def _unchanged(first: Report) -> Report:
    """Return the report of a feed that has landed already: what landed then is unchanged now."""
    counts = {
        table: Counts(
            unchanged=then.accepted + then.unchanged + then.changed, queued=then.queued, rejected=then.rejected
        )
        for table, then in first.counts.items()
    }
    return replace(first, counts=counts, already_landed=True)
