"""A small area told in sentences, landed in a real store, and checks made on it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore, open_store
from ingest.ingestion import ingest_feeds
from ingest.reading import FeedReader
from ingest.report import Report
from ingest.validation.feeds import CheckedFeed
from service.access import Caller, Role
from service.placement import Answer, Ledger, Pace, PlacementChecks, Request
from service.policy import Policy, load_policy
from service.rules import load_catalogue
from tests.feed_builder import FeedBuilder, a_feed

NOW = datetime(2026, 11, 24, 10, 0, 0)
AS_OF = AsOf(NOW.date(), NOW)
RECEIVED = "2026-11-20"
HOME = (340_500, 366_300)
"""A point in the middle of Chester; every position here is British National Grid metres."""

PREFIX = "accommodation.placement."
GENEROUS = 1_000_000

OFFICER = Caller("officer", frozenset({Role.HOUSING_OFFICER}), frozenset({"cheshire"}), "housing")
COORDINATOR = Caller("coordinator", frozenset({Role.COORDINATOR}), frozenset({"cheshire"}), "cheshire-police")
PRACTITIONER = Caller("practitioner", frozenset({Role.PRACTITIONER}), frozenset({"cheshire"}), "probation")
CHAIR = Caller("chair", frozenset({Role.CHAIR}), frozenset({"cheshire"}))


@dataclass
class Telling:
    """What the police of the area say, one row after the other."""

    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def add(self, table: str, /, **row: str) -> None:
        """Add a row to a table."""
        self.rows.setdefault(table, []).append(row)

    def person(self, ref: str, **details: str) -> str:
        """Tell of somebody."""
        self.add("persons", **{"person_ref": ref, "given_names": ref, "family_name": "Nobody"} | details)
        return ref

    def address(self, ref: str, at: tuple[int, int] | None, **details: str) -> str:
        """Tell of an address, at a position or at none, each in a building of its own."""
        where = {"easting": str(at[0]), "northing": str(at[1])} if at else {}
        self.add("addresses", **{"address_ref": ref, "primary_name": ref, "street": "Nowhere Street"} | where | details)
        return ref

    def home(self, person: str, address: str, kind: str = "home", since: str = "2020-01-01", until: str = "") -> None:
        """Tell where somebody lives, stays, is proposed, works or attends."""
        row = {"person_ref": person, "address_ref": address, "kind": kind, "valid_from": since, "valid_to": until}
        self.add("residences", **row)

    def tie(self, start: str, kind: str, end: str, since: str = "2020-01-01", until: str = "") -> None:
        """Tell how somebody is tied to somebody."""
        self.add("relationships", from_ref=start, to_ref=end, kind=kind, valid_from=since, valid_to=until)

    def case(self, ref: str, subject: str, level: str = "1", area: str = "cheshire", **details: str) -> None:
        """Tell of an episode of a case."""
        row = {"case_ref": ref, "person_ref": subject, "area": area, "category": "2", "level": level}
        self.add("mappa_cases", **row | {"valid_from": "2024-01-01"} | details)

    def offered(self, address: str, provider: str = "housing") -> None:
        """Tell that an agency offers an address."""
        self.add("premises", address_ref=address, provider_ref=provider, scheme="local_authority")

    def as_feed(self, received: str = RECEIVED) -> FeedBuilder:
        """Return the feed of it all."""
        feed = a_feed("cheshire-police", received)
        for table, rows in self.rows.items():
            feed = feed.having(table, *rows)
        return feed


def told() -> Telling:
    """Begin a telling, with the agencies there are."""
    telling = Telling()
    for ref, kind, area in [
        ("cheshire-police", "police", "cheshire"),
        ("north-wales-police", "police", "north-wales"),
        ("probation", "probation", ""),
        ("housing", "housing_authority", "cheshire"),
        ("landlord", "social_landlord", "cheshire"),
    ]:
        telling.add("agencies", agency_ref=ref, name=ref, kind=kind, area=area, duty="other")
    return telling


def told_of_a_victim() -> Telling:
    """Begin a telling with one case, C1, whose nominal's victim lives at HOME."""
    telling = told()
    telling.person("N")
    telling.person("V")
    telling.case("C1", "N")
    telling.tie("V", "victim_of", "N")
    telling.address("VH", HOME)
    telling.home("V", "VH")
    return telling


def of_probation(received: str = RECEIVED) -> FeedBuilder:
    """Return a feed of probation that says nothing of anybody else."""
    return a_feed("probation", received).having("persons", {"person_ref": "somebody", "family_name": "Else"})


def land(store: GraphStore, folder: Path, reader: FeedReader[CheckedFeed], feeds: Sequence[FeedBuilder]) -> None:
    """Land feeds; fails where one is refused or a row rejected."""
    folder.mkdir(parents=True)
    for report in ingest_feeds([feed.in_folder(folder) for feed in feeds], store, reader):
        assert isinstance(report, Report), report
        assert {count.rejected for count in report.counts.values()} == {0}, report.problems


def policy_with(**values: int) -> Policy:
    """Return the policy that ships with budgets nobody spends, and what `values` sets of the placement check."""
    policy = load_policy(today=NOW.date())
    budgets = {f"checks_per_{kind}_per_day": GENEROUS for kind in ("case", "officer", "address")}
    national = dict(policy.national)
    for name, value in (budgets | values).items():
        national[PREFIX + name] = replace(national[PREFIX + name], value=value)
    return Policy(national, policy.by_area)


@dataclass
class Office:
    """An area's store, its ledger, and checks on them that take no longer than they need."""

    store: GraphStore
    folder: Path
    policy: Policy
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.folder / "ledger.sqlite")
        self.checks = self.checks_under(self.policy)

    def checks_under(self, policy: Policy) -> PlacementChecks:
        """Return checks under a policy, with the same ledger."""
        return PlacementChecks(self.store, load_catalogue(), policy, self.ledger, Pace(0, lambda: self.now))

    def asks(self, address: str, case: str = "C1", caller: Caller = COORDINATOR) -> Answer:
        """Ask about an address by the police's reference."""
        return self.checks.check(Request(case, address=f"cheshire-police:{address}"), caller)


def open_office(folder: Path, reader: FeedReader[CheckedFeed], *feeds: FeedBuilder) -> Office:
    """Open a store of its own and land feeds in it."""
    folder.mkdir(parents=True, exist_ok=True)
    store = open_store(f"ladybug:{folder / 'graph.lbug'}")
    land(store, folder / "feeds", reader, feeds)
    return Office(store, folder, policy_with())


def moved(metres: int, day: date | None = None) -> tuple[int, int]:
    """Return a point so many metres east of HOME."""
    return HOME[0] + metres, HOME[1]
