"""Feeds of as many people as a test wants, and the two questions of a placement that the small area answers."""

from graph_schema.store import GraphStore
from tests.feed_builder import FeedBuilder, a_feed
from tests.service.api.area import RECEIVED, address, case, home, of_cheshire, person, tie

REFERRED = ("M-3", "cheshire-police:A1")
"""A case and an address: a victim lives there, so it is always referred."""


def area() -> FeedBuilder:
    """Return the small area of Cheshire."""
    return of_cheshire()


def crowd(number: int, size: int) -> FeedBuilder:
    """Return a feed of an agency of its own: `size` nominals, each beside a victim of theirs, a finding each."""
    feed = a_feed(f"agency-{number}", RECEIVED).saying(synthetic=True)
    every = range(size)
    return (
        feed.having("persons", *(person(f"N{one}", "Ann", f"Other{one}") for one in every))
        .having("persons", *(person(f"V{one}", "Bea", f"Beside{one}") for one in every))
        .having("addresses", *(address(f"A{one}", f"{number}-{one}", "CH1 1AA") for one in every))
        .having("residences", *(home(f"{who}{one}", f"A{one}") for one in every for who in "NV"))
        .having("relationships", *(tie(f"V{one}", "victim_of", f"N{one}") for one in every))
        .having("mappa_cases", *(case(f"M-{number}-{one}", f"N{one}", "cheshire", level="1") for one in every))
    )


def landed(store: GraphStore) -> dict[str, tuple[int, int, int]]:
    """Return by feed how many people, homes and cases of it the store holds, all three asked at one moment."""
    rows = store.read(
        "MATCH (f:Feed) OPTIONAL MATCH (p:Person)-[d:HAS_DETAILS]->(:Record) WHERE d.feed = f.id "
        "WITH f, count(d) AS people "
        "OPTIONAL MATCH (:Person)-[l:LIVES_AT]->(:Address) WHERE l.feed = f.id WITH f, people, count(l) AS homes "
        "OPTIONAL MATCH (:Person)-[s:SUBJECT_OF]->(:MappaCase) WHERE s.feed = f.id "
        "RETURN f.id AS feed, people, homes, count(s) AS cases"
    )
    return {row["feed"]: (row["people"], row["homes"], row["cases"]) for row in rows.to_pylist()}
