"""Hostile feeds, one after another, into one store: each lands or is refused, and a refused one leaves no trace."""

from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

from ingest.ingestion import Refused, ingest_feeds
from ingest.reading.limits import DEFAULT
from ingest.reading.tables import read_csv
from ingest.report import Report
from tests.hostile.feeds import KINDS, make_hostile
from tests.hostile.material import CANARY, good_feed
from tests.ingest.landing.conftest import Area

EVERY = 20
"""How many refusals go by between two comparisons of every statement; what is held is counted after each."""


def _check_report(report: Report, place: Path) -> None:
    assert Report.from_text(report.as_text()) == report
    for problem in report.problems:
        assert problem.message
        assert CANARY not in problem.message
    for table, counts in report.counts.items():
        if counts.rejected and not report.already_landed:
            (file,) = place.glob(f"*.rejected/{table}.csv")
            assert read_csv(file.name, file.read_bytes(), DEFAULT).cells.height == counts.rejected


def test_a_hostile_feed_lands_or_is_refused_and_a_refused_one_leaves_no_trace(
    tmp_path: Path, area: Area, depth: Callable[[int, int], int]
) -> None:
    # What hostile feeds change: theirs is of the same agency, a day later.
    area.lands(good_feed().saying(received="2026-02-01"))
    counted, held = area.store.stats(), area.everything()
    outcomes: dict[str, set[type]] = {kind.__name__: set() for kind in KINDS}
    refusals = 0
    for seed in range(depth(60, 1000)):
        path = make_hostile(seed, tmp_path)
        (outcome,) = ingest_feeds([path], area.store, area.reader)
        outcomes[path.parent.name.split("-", 1)[1]].add(type(outcome))
        if isinstance(outcome, Refused):
            assert outcome.reason, seed
            assert CANARY not in outcome.reason, seed
            assert area.store.stats() == counted, seed
            refusals += 1
            assert refusals % EVERY or area.everything().equals(held), seed
        else:
            _check_report(outcome, path.parent)
            counted, held = area.store.stats(), area.everything()
        rmtree(path.parent)
    assert area.everything().equals(held)
    assert outcomes["edge_days"] == outcomes["strange_values"] == {Report}
    assert all(outcomes.values())
    assert refusals >= EVERY
