"""Landing in any order equals landing in the order received; landing piece by piece equals deriving it all at once."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import polars as pl
import pytest

from graph_schema.store.batch import Link
from ingest.deriving.graph import Known, derive
from ingest.deriving.statements import FROM, STATEMENT, TO, Memberships
from ingest.landing.joining import join
from ingest.landing.standing import as_changes
from ingest.landing.state import LOCATIONS, LandedState
from ingest.linkage.identifiers import RULES
from tests.feed_builder import FeedBuilder, a_feed
from tests.ingest.landing.conftest import Area

AGENCIES = ("police", "probation", "housing")
PNCS = ("", "2099/0000043C", "2099/0000353P", "2099/0000001N")
CRNS = ("", "", "Z000001", "Z000002")
STREETS = ("Kelpie Row", "Selkie Lane")


def a_random_feed(chance: random.Random, agency: str, received: date) -> FeedBuilder:
    """Return a feed that says something new, corrects or takes back what the agency said before."""
    people = [f"P{number}" for number in range(4)]
    addresses = [f"A{number}" for number in range(3)]
    feed = a_feed(agency, received.isoformat()).saying(complete=chance.random() < 0.2)
    feed = feed.having(
        "persons",
        *(
            {"person_ref": ref, "given_names": chance.choice(("Jon", "Ann", "")), "pnc": chance.choice(PNCS),
             "crn": chance.choice(CRNS), "date_of_birth": chance.choice(("1990-05-03", "1990-03-05", ""))}
            for ref in people
        ),
    )  # fmt: skip
    feed = feed.having(
        "addresses",
        *(
            {"address_ref": ref, "primary_name": chance.choice("12"), "street": chance.choice(STREETS),
             "postcode": chance.choice(("CH3 9FT", "LL13 0BN")), "uprn": chance.choice(("", "", "999000000001"))}
            for ref in addresses
        ),
    )  # fmt: skip
    rows = {(chance.choice(people), chance.choice(addresses)) for _ in range(4)}
    feed = feed.having("residences", *({"person_ref": p, "address_ref": a, "kind": "home"} for p, a in sorted(rows)))
    site = {"site_ref": "S1", "name": "Site", "kind": "school", "address_ref": chance.choice(addresses)}
    case = {"case_ref": "C1", "person_ref": chance.choice(people), "area": "cheshire", "valid_from": "2025-01-01",
            "level": chance.choice("123")}  # fmt: skip
    return feed.having("sites", site).having("mappa_cases", case)


def some_feeds(seed: int) -> list[FeedBuilder]:
    """Return feeds of several agencies, in the order received."""
    chance = random.Random(seed)
    start = date(2026, 1, 1)
    feeds = []
    for turn in range(6):
        feeds += [
            a_random_feed(chance, agency, start + timedelta(days=turn * 7 + chance.randrange(5)))
            for agency in AGENCIES
            if chance.random() < 0.7
        ]
    return sorted(feeds, key=lambda feed: (feed.received, feed.agency))


def in_another_order(feeds: list[FeedBuilder], seed: int) -> list[FeedBuilder]:
    """Return the feeds with agencies shuffled, each agency's own in order."""
    chance = random.Random(seed)
    waiting = {agency: [feed for feed in feeds if feed.agency == agency] for agency in AGENCIES}
    order = []
    while any(waiting.values()):
        agency = chance.choice([name for name, left in waiting.items() if left])
        order.append(waiting[agency].pop(0))
    return order


def derived_at_once(area: Area) -> dict[Link, pl.DataFrame]:
    """Derive everything from all records, as if they had landed in one piece."""
    state = LandedState(area.store)
    records = [row["id"] for row in area.store.read("MATCH (r:Record) RETURN r.id AS id").to_pylist()]
    versions = {str(name): frame for (name,), frame in state.versions_of(records).group_by("feed_table")}
    memberships = {name: join(name, as_changes(versions[name]), state).now for name in RULES}
    return derive(versions, Known(Memberships(memberships), state.feeds, pl.DataFrame(schema=LOCATIONS)))


@pytest.mark.soak
def test_any_order_of_arrival_gives_the_same_graph(
    new_area: Callable[[], Area], depth: Callable[[int, int], int]
) -> None:
    """Statement by statement, for seeded random feeds with joins, corrections, withdrawals and shared names."""
    for seed in range(depth(6, 150)):
        feeds = some_feeds(seed)
        in_order, shuffled = new_area(), new_area()
        for feed in feeds:
            in_order.lands(feed)
        for feed in in_another_order(feeds, seed):
            shuffled.lands(feed)
        assert shuffled.everything().equals(in_order.everything()), f"seed {seed}"
        # A process has addresses for sixteen open stores.
        shuffled.store.close()
        in_order.store.close()


@pytest.mark.soak
def test_landing_piece_by_piece_equals_deriving_it_all_at_once(
    new_area: Callable[[], Area], depth: Callable[[int, int], int]
) -> None:
    """The store holds exactly the value of the function for all records."""
    for seed in range(100, 100 + depth(6, 150)):
        area = new_area()
        for feed in some_feeds(seed):
            area.lands(feed)
        expected = sorted(
            (link.type, *row)
            for link, frame in derived_at_once(area).items()
            for row in frame.select(FROM, TO, STATEMENT, "known_from", "known_to", "source", "record").rows()
        )
        held = area.everything().select("type", "from", "to", "statement", "known_from", "known_to", "source", "record")
        assert sorted(held.rows()) == expected, f"seed {seed}"
        area.store.close()
