"""Feeds in: first load, the same again, a monthly delta; and reading one person's neighbourhood out."""

import random
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from bench.bare_copy import copy_bare, read_bare
from bench.measuring import Results, require
from graph_schema.periods import AsOf, as_of_filter, end_of_day
from graph_schema.store import GraphStore, open_store
from ingest.ingestion import Refused, ingest_feeds, open_reader
from ingest.report import Report

READS = 300


def rows_of(reports: Sequence[Report]) -> int:
    """Return how many rows were sent, whatever became of them."""
    return sum(c.accepted + c.unchanged + c.changed + c.rejected for r in reports for c in r.counts.values())


def land(feeds: Sequence[Path], store: GraphStore) -> list[Report]:
    """Land feeds; stops the bench where one is refused."""
    reports = []
    with open_reader() as reader:
        for outcome in ingest_feeds(feeds, store, reader):
            if isinstance(outcome, Refused):
                raise SystemExit(f"{outcome.name} was refused: {outcome.reason}")
            reports.append(outcome)
    return reports


def months_of(feeds: Path) -> list[list[Path]]:
    """Return the feeds of each month received, in order; the day stands at the end of a folder's name."""
    by_month: dict[str, list[Path]] = {}
    for feed in sorted(feeds.iterdir()):
        by_month.setdefault(feed.name[-10:-3], []).append(feed)
    return [by_month[month] for month in sorted(by_month)]


def measure_feeds(area: Path, work: Path, results: Results) -> None:
    """Measure landing the feeds of a generated area of two months or more."""
    first, later = months_of(area / "feeds")[:2]
    store = open_store(f"ladybug:{work / 'graph.lbug'}")
    with results.measure("first load, checked, joined, with provenance") as landing:
        landing.rows = rows_of(land(first, store))
    with results.measure("bare COPY of the same files") as bare:
        tables = read_bare(first)
        bare.rows = copy_bare(tables, work / "bare.lbug")
    require(landing.rows, bare.rows, "first load")
    landing.beside, landing.ratio = "bare COPY", landing.seconds / bare.seconds
    with results.measure("the same feeds again") as again:
        reports = land(first, store)
        again.rows = rows_of(reports)
    require(sum(r.already_landed for r in reports), len(first), "the same feeds again")
    again.beside, again.ratio = "first load", again.seconds / landing.seconds
    with results.measure("a month's changes") as delta:
        delta.rows = rows_of(land(later, store))
    delta.beside, delta.ratio = "first load", delta.seconds / landing.seconds
    _measure_reads(store, results)
    store.close()


def _measure_reads(store: GraphStore, results: Results) -> None:
    """Read what surrounds one person, as of a day and a time of knowledge, beside the same without the filter."""
    people = store.read("MATCH (p:Person)-[:SUBJECT_OF]->(:MappaCase) RETURN p.id AS id").column("id").to_pylist()
    chosen = random.Random(1).sample(sorted(set(people)), min(READS, len(people)))
    pattern = (
        "MATCH (p:Person {id: $key}) MATCH (p)<-[v:VICTIM_OF]-(victim:Person) MATCH (victim)-[l:LIVES_AT]->(a:Address) "
    )
    answer = "RETURN victim.id AS lives, a.id AS place"
    day = _newest(store)
    parameters = AsOf(day, end_of_day(day)).parameters
    filters = " AND ".join(as_of_filter(variable) for variable in ("v", "l"))
    asked: tuple[tuple[str, str, dict[str, date | datetime]], ...] = (
        ("a nominal's victims and where they live, as of a day", f"{pattern}WHERE {filters} {answer}", parameters),
        ("the raw query", pattern + answer, {}),
    )
    for what, query, extra in asked:
        store.read(query, {"key": chosen[0], **extra})
        with results.measure(what) as reading:
            found = 0
            for key in chosen:
                found += store.read(query, {"key": key, **extra}).num_rows
            reading.rows = len(chosen)
        if not found:
            raise SystemExit(f"{what}: nothing found; no figures.")
    filtered, raw = results.measured[-2:]
    filtered.beside, filtered.ratio = "the raw query", filtered.seconds / raw.seconds


def _newest(store: GraphStore) -> date:
    received = store.read("MATCH (f:Feed) RETURN max(f.received) AS received").column("received")[0].as_py()
    if not isinstance(received, date):
        raise SystemExit("the store holds no feed; no figures.")
    return received
