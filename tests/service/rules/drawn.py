"""Drawn cases landed in a real store, many at once, and what the rules find in each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import GraphStore, open_store
from ingest.ingestion import ingest_feeds
from ingest.reading import FeedReader
from ingest.report import Report
from ingest.validation.feeds import CheckedFeed
from service.policy import Policy, load_policy
from service.rules import Catalogue, load_catalogue, sweep
from service.rules.findings import KEY_KINDS
from service.rules.output import as_json
from tests.feed_builder import FeedBuilder, a_feed
from tests.service.rules.builders import FIRST, Area, Piece, Zone
from tests.service.rules.places import Origin, Place, origins

DAY = "2026-05-27"
"""The day asked about unless a case says otherwise: a Wednesday, two days after a bank holiday."""

BEFORE = "2026-05-10"
"""The last day on which only the first feed is known."""

POLICE = "cheshire-police"
AGENCIES = {
    POLICE: ("police", ""),
    "cs-east": ("childrens_services", "E06000049"),
    "cs-west": ("childrens_services", "E06000050"),
    "cs-flintshire": ("childrens_services", "W06000005"),
    "school-board": ("education", "E06000049"),
}

WORST = {
    **dict.fromkeys(("ACC-01", "ACC-02", "ACC-06", "TRF-03", "CHI-04", "VIC-02"), "critical"),
    **dict.fromkeys(("ACC-09", "ACC-10", "ACC-12", "ACC-13", "VIC-05", "ORD-02", "ORD-03", "DIS-02"), "medium"),
    **dict.fromkeys(("ACC-04", "CHI-02"), "medium"),
}
"""Severities that are not high, as the guidance to the rules has them; where a rule has two, the worse."""

_BY_ADDRESS = frozenset({"ACC-09", "ACC-10", "ACC-13", "CHI-06"})
"""Rules whose findings differ by the address."""

Short = tuple[str, str, str, str | None, frozenset[str]]
"""A finding in short: rule, outcome, severity, case, and the names of the other party."""


def found(rule: str, *others: str, severity: str = "", case: str | None = "C") -> Short:
    """Expect something found."""
    return rule, "found", severity or WORST.get(rule, "high"), case, frozenset(others)


def unclear(rule: str, *others: str, case: str | None = "C") -> Short:
    """Expect that a rule could not be checked."""
    return rule, "could_not_check", WORST.get(rule, "high"), case, frozenset(others)


@dataclass(frozen=True)
class Drawn:
    """A case: its sentence, what is said in it, when it is asked about, and what must be found."""

    sentence: str
    area: Area
    expected: frozenset[Short]
    day: str
    known: str


def drawn(sentence: str, area: Area, *expected: Short, on: str = DAY, known: str = "") -> Drawn:
    """Draw a case; without anything expected nothing may be found. `known` is by default the day asked about."""
    return Drawn(sentence, area, frozenset(expected), on, known or on)


def each(cases: Sequence[Drawn]) -> pytest.MarkDecorator:
    """Run a test for each case, by its sentence."""
    ids = [case.sentence for case in cases]
    assert len(set(ids)) == len(ids), "two cases have the same sentence"
    return pytest.mark.parametrize(("number", "case"), list(enumerate(cases)), ids=ids)


def _shared() -> FeedBuilder:
    feed = a_feed(POLICE, FIRST)
    for ref, (kind, authority) in AGENCIES.items():
        row = {"agency_ref": ref, "name": ref, "kind": kind, "duty": "other", "local_authority": authority}
        feed = feed.having("agencies", row)
    return feed.having("key_workers", {"worker_ref": "worker", "name": "A worker", "agency_ref": POLICE})


def feeds_of(cases: Sequence[Area]) -> list[FeedBuilder]:
    """Return the feeds that say all the cases, the n-th with references that begin `n-`."""
    feeds = {FIRST: _shared()}
    features = defaultdict(list)
    for number, case in enumerate(cases):
        for sent, table, row in _rows(number, case.pieces):
            feeds[sent] = feeds.get(sent, a_feed(POLICE, sent)).having(table, row)
        for zone in (zone for piece in case.pieces for zone in piece.zones):
            features[zone.sent].append(_feature(number, zone))
    for sent, told in features.items():
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
        geojson = {"type": "FeatureCollection", "crs": crs, "features": told}
        feeds[sent] = feeds.get(sent, a_feed(POLICE, sent)).with_zones(geojson)
    return [feeds[sent] for sent in sorted(feeds)]


def _rows(number: int, pieces: Iterable[Piece]) -> Iterable[tuple[str, str, dict[str, str]]]:
    placed: dict[str, Place] = {}
    for piece in pieces:
        for place in piece.places:
            if placed.get(place.name) != place:
                placed[place.name] = place
                yield piece.sent, "addresses", _own(number, place.cells(_origin(number, place)))
        for row in piece.rows:
            yield row.sent, row.table, _own(number, row.cells)


def _own(number: int, cells: Any) -> dict[str, str]:
    return {name: value.replace("~", f"{number}-") for name, value in cells.items() if value != ""}


def _origin(number: int, place: Place | Zone) -> Origin:
    held = origins(place.area)
    return held[number % len(held)]


def _feature(number: int, zone: Zone) -> dict[str, object]:
    origin = _origin(number, zone)
    east, north, half = origin.easting + zone.east, origin.northing, zone.half
    ring = [[east + a * half, north + b * half] for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]
    said = {"zone_ref": f"{number}-{zone.name}", "name": "Zone"}
    said |= {key: value for key, value in (("valid_from", zone.valid_from), ("valid_to", zone.valid_to)) if value}
    return {"type": "Feature", "properties": said, "geometry": {"type": "Polygon", "coordinates": [ring]}}


@dataclass
class Landed:
    """Cases in a store, and what is found in each as of any day."""

    store: GraphStore
    _known: dict[tuple[str, str], dict[int, list[dict[str, Any]]]] = field(default_factory=dict)

    def findings(self, number: int, day: str, known: str, rules: Sequence[str]) -> list[dict[str, Any]]:
        """Return what `rules` find in the n-th case."""
        asked = (day, known)
        if asked not in self._known:
            self._known[asked] = self._sweep(AsOf(date.fromisoformat(day), end_of_day(date.fromisoformat(known))))
        return [finding for finding in self._known[asked].get(number, []) if finding["rule"] in rules]

    @cached_property
    def _rules(self) -> tuple[Catalogue, Policy]:
        return load_catalogue(), load_policy(today=date(2026, 5, 27))

    def _sweep(self, as_of: AsOf) -> dict[int, list[dict[str, Any]]]:
        told: dict[int, list[dict[str, Any]]] = defaultdict(list)
        found_: list[dict[str, Any]] = as_json(sweep(self.store, *self._rules, as_of), self.store, as_of)
        for finding in found_:
            told[int(finding["subjectRefs"][0].removeprefix(f"{POLICE}:").split("-")[0])].append(finding)
        return told

    def shorts(self, number: int, case: Drawn, *rules: str) -> list[Short]:
        """Return what `rules` find in the n-th case, in short and in order."""
        return in_order(shorten(finding) for finding in self.findings(number, case.day, case.known, rules))


def land(store: GraphStore, folder: Path, reader: FeedReader[CheckedFeed], cases: Sequence[Area]) -> Landed:
    """Land cases; fails where a feed is refused or a row rejected."""
    _land(store, folder, reader, feeds_of(cases))
    return Landed(store)


def land_as_synthetic(folder: Path, reader: FeedReader[CheckedFeed], cases: Iterable[Area]) -> Path:
    """Land cases, marked as synthetic, in a store of their own that commands can be run on, and return its path."""
    with closing(open_store(f"ladybug:{folder / 'graph.lbug'}")) as store:
        _land(store, folder / "feeds", reader, [feed.saying(synthetic=True) for feed in feeds_of(list(cases))])
    return folder / "graph.lbug"


def _land(store: GraphStore, folder: Path, reader: FeedReader[CheckedFeed], feeds: Iterable[FeedBuilder]) -> None:
    for report in ingest_feeds([feed.in_folder(folder) for feed in feeds], store, reader):
        assert isinstance(report, Report), report
        assert not sum(count.rejected for count in report.counts.values()), report.problems


def in_order(shorts: Iterable[Short]) -> list[Short]:
    """Return findings in short in one order, those found twice twice."""
    return sorted(shorts, key=lambda short: (*short[:3], str(short[3]), sorted(short[4])))


def shorten(finding: dict[str, Any]) -> Short:
    """Return a finding in short: of its key, only what tells it from others of the case."""
    case = finding["caseRef"]
    refs = key_refs(finding) if "episodeFrom" in finding else map(own_name, key_refs(finding))
    return finding["rule"], finding["outcome"], finding["severity"], case and own_name(case), frozenset(refs)


def key_refs(finding: dict[str, Any]) -> list[str]:
    """Return by what a finding differs from others of its rule and case: references, or the episode's first day."""
    rule = finding["rule"]
    if rule in {"MAR-01", "MAR-02", "MAR-04", "MAR-05", "MAR-07"}:
        return [finding["maracRef"]]
    if "episodeFrom" in finding:
        return [finding["episodeFrom"]]
    if rule == "MAR-03":
        return []
    if rule in {"TRF-01", "TRF-02", "TRF-03"}:
        return [finding["transferRef"]] if "transferRef" in finding else finding["addressRefs"]
    keys = ("conditionRef", "siteRef", *(f"{name}Ref" for name in KEY_KINDS))
    single = [finding[name] for name in keys if name in finding]
    if rule.startswith("DQ-") or rule in _BY_ADDRESS:
        single += finding.get("addressRefs", [])
    return [*single, *(ref for party in finding["parties"] for ref in party["refs"])]


def own_name(ref: str) -> str:
    """Return a reference by its name in the case; one that all cases share as it is."""
    bare = ref.removeprefix(f"{POLICE}:")
    number, _, name = bare.partition("-")
    return name if number.isdigit() else bare
