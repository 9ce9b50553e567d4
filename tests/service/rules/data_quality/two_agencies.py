"""Drawn cases in which the police and probation speak of the same people and places, each in its own words."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph_schema.store import GraphStore, open_store
from ingest.ingestion import ingest_feeds
from ingest.reading import FeedReader
from ingest.report import Report
from ingest.validation.feeds import CheckedFeed
from service.policy import load_policy
from service.rules import load_catalogue, sweep
from service.rules.output import as_json
from tests.feed_builder import FeedBuilder, a_feed
from tests.service.rules.invented import as_of

Rows = tuple[tuple[str, dict[str, str]], ...]
"""Rows of a feed, each with its table; a cell that begins with `~` gets the case's number before it."""

POLICE, PROBATION = "cheshire-police", "probation-cheshire"
FIRST, SECOND = "2026-04-01", "2026-05-11"
"""When the police's feed is received, and when probation's."""

TODAY = "2026-05-27"
"""The day asked about."""

Told = dict[int, list[tuple[str, ...]]]
"""By number of the case, whom and what each finding names, without the case's number."""


@dataclass(frozen=True)
class Both:
    """A case: its sentence, what the police say, what probation says, and the others of each finding expected."""

    sentence: str
    police: Rows
    probation: Rows
    expected: tuple[tuple[str, ...], ...] = ()


def person(name: str, crn: int | None = None, **cells: str) -> tuple[str, dict[str, str]]:
    """Say that there is somebody, whom a CRN of the case's own joins to another agency's record."""
    row = {"person_ref": f"~{name}", "given_names": name, "family_name": "Quorwick", "date_of_birth": "1985-05-05"}
    return "persons", row | ({} if crn is None else {"crn": f"#{crn}"}) | cells


def case(of: str = "Adam") -> tuple[str, dict[str, str]]:
    """Say that somebody is a nominal, in the case C."""
    row = {"case_ref": "~C", "person_ref": f"~{of}", "area": "cheshire", "category": "2", "level": "1"}
    return "mappa_cases", row | {"valid_from": "2024-01-01"}


def address(name: str, uprn: int | None = None, **cells: str) -> tuple[str, dict[str, str]]:
    """Say that there is an address, which a UPRN of the case's own joins to another agency's."""
    row = {"address_ref": f"~{name}", "primary_name": f"~{name}", "street": "Nowhere Street"}
    return "addresses", row | ({} if uprn is None else {"uprn": f"@{uprn}"}) | cells


def home(who: str, where: str, since: str = "2025-01-01", until: str = "", **cells: str) -> tuple[str, dict[str, str]]:
    """Say that somebody lives somewhere."""
    row = {"person_ref": f"~{who}", "address_ref": f"~{where}", "kind": "home"}
    return "residences", row | {"valid_from": since, "valid_to": until} | cells


def tie(start: str, kind: str, end: str, since: str = "2025-01-01", until: str = "") -> tuple[str, dict[str, str]]:
    """Say that somebody is something to somebody."""
    ends = {"from_ref": f"~{start}", "to_ref": f"~{end}", "kind": kind}
    return "relationships", ends | {"valid_from": since, "valid_to": until}


def _feed(agency: str, received: str, said: Sequence[Rows]) -> FeedBuilder:
    feed = a_feed(agency, received)
    for number, rows in enumerate(said):
        for table, row in rows:
            feed = feed.having(table, {name: _own(number, value) for name, value in row.items() if value})
    return feed


def _own(number: int, value: str) -> str:
    if value.startswith("#"):
        return f"Z{number:04d}{int(value[1:]):02d}"
    if value.startswith("@"):
        return f"9990000{number:03d}{int(value[1:]):02d}"
    return value.replace("~", f"{number}-")


@contextmanager
def landed(folder: Path, reader: FeedReader[CheckedFeed], cases: Sequence[Both]) -> Iterator[GraphStore]:
    """Land both agencies' feeds in a store of their own; fails where a row is rejected."""
    feeds = [_feed(POLICE, FIRST, [one.police for one in cases]),
             _feed(PROBATION, SECOND, [one.probation for one in cases])]  # fmt: skip
    store = open_store(f"ladybug:{folder / 'graph.lbug'}")
    try:
        for report in ingest_feeds([feed.in_folder(folder) for feed in feeds], store, reader):
            assert isinstance(report, Report), report
            assert not sum(count.rejected for count in report.counts.values()), report.problems
        yield store
    finally:
        store.close()


def found_by(rule: str, store: GraphStore, known: str) -> Told:
    """Return what a rule finds on the day TODAY, as known on `known`."""
    when = as_of(TODAY, known)
    findings = sweep(store, load_catalogue(), load_policy(), when, rules=[rule])
    told: Told = {}
    for finding in as_json(findings, store, when):
        parties = finding["parties"]
        assert isinstance(parties, list)
        refs = [*finding.get("addressRefs", []), *(ref for one in parties for ref in one["refs"])]  # type: ignore[misc]
        names = tuple(sorted({str(ref).split(":")[1].split("-")[1] for ref in refs}))
        told.setdefault(int(str(finding["caseRef"]).split("-", maxsplit=1)[0]), []).append(names)
    return told
