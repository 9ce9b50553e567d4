"""Contract of every engine: shortest paths over statements."""

from datetime import date, datetime

import pytest

from graph_schema.periods import AsOf
from graph_schema.store import Batch, GraphStore, QueryFault, Step
from tests.graph_schema.store.small_world import (
    BEARS,
    LIVES_AT,
    STATES,
    VICTIM_OF,
    Said,
    addresses,
    pairs,
    people,
    records,
    said,
    stated,
)

NOW = AsOf(date(2024, 6, 1), datetime(2024, 6, 1))


@pytest.fixture
def street(store: GraphStore) -> GraphStore:
    """Ann and Bob share a home, Bob is a victim of Cat, and Cat lived with Dan until 2020; Eve is alone.

    A record bears Ann and Dan, which is no statement about the world.
    """
    store.write(
        Batch(
            nodes={
                "Person": people("ann", "bob", "cat", "dan", "eve"),
                "Address": addresses("h1", "h2"),
                "Record": records("r"),
            },
            links={
                LIVES_AT: said(
                    Said("ann", "h1", "s1"),
                    Said("bob", "h1", "s2"),
                    Said("cat", "h2", "s3", valid_to=date(2020, 1, 1)),
                    Said("dan", "h2", "s4"),
                ),
                VICTIM_OF: said(Said("bob", "cat", "s5"), extra="on"),
                BEARS: pairs(("r", "ann"), ("r", "dan")),
                STATES: stated(Said("r", "r", "f")),
            },
        )
    )
    return store


def test_a_path_is_told_step_by_step_in_the_direction_declared(street: GraphStore) -> None:
    assert street.shortest_path(("Person", "ann"), ("Person", "cat"), 4) == (
        Step("ann", "LIVES_AT", "h1"),
        Step("bob", "LIVES_AT", "h1"),
        Step("bob", "VICTIM_OF", "cat"),
    )


def test_the_same_path_is_found_from_its_other_end(street: GraphStore) -> None:
    there = street.shortest_path(("Person", "ann"), ("Address", "h2"), 6)
    back = street.shortest_path(("Address", "h2"), ("Person", "ann"), 6)
    assert there is not None
    assert back is not None
    assert list(reversed(there)) == list(back)


def test_a_path_longer_than_allowed_is_none(street: GraphStore) -> None:
    assert street.shortest_path(("Person", "ann"), ("Person", "cat"), 2) is None


def test_what_is_no_statement_is_no_step(street: GraphStore) -> None:
    found = street.shortest_path(("Person", "ann"), ("Person", "dan"), 8)
    assert found is not None
    assert [step.type for step in found] == ["LIVES_AT", "LIVES_AT", "VICTIM_OF", "LIVES_AT", "LIVES_AT"]


def test_as_of_a_day_what_has_ended_is_no_step(street: GraphStore) -> None:
    assert street.shortest_path(("Person", "ann"), ("Person", "dan"), 8, NOW) is None
    before = AsOf(date(2019, 6, 1), NOW.known)
    assert len(street.shortest_path(("Person", "ann"), ("Person", "dan"), 8, before) or ()) == 5


def test_as_known_earlier_what_was_not_known_is_no_step(street: GraphStore) -> None:
    too_early = AsOf(NOW.day, datetime(2023, 1, 1))
    assert street.shortest_path(("Person", "ann"), ("Person", "bob"), 4, NOW) is not None
    assert street.shortest_path(("Person", "ann"), ("Person", "bob"), 4, too_early) is None


def test_nothing_leads_to_who_is_alone_or_does_not_exist(street: GraphStore) -> None:
    assert street.shortest_path(("Person", "ann"), ("Person", "eve"), 8) is None
    assert street.shortest_path(("Person", "ann"), ("Person", "nobody"), 8) is None


def test_from_a_thing_to_itself_there_are_no_steps(street: GraphStore) -> None:
    assert street.shortest_path(("Person", "eve"), ("Person", "eve"), 3) == ()
    assert street.shortest_path(("Person", "nobody"), ("Person", "nobody"), 3) is None


@pytest.mark.parametrize("longest", [0, -1, 31])
def test_a_bound_that_makes_no_sense_is_refused(street: GraphStore, longest: int) -> None:
    with pytest.raises(QueryFault, match="between 1 and 30 steps"):
        street.shortest_path(("Person", "ann"), ("Person", "bob"), longest)


def test_a_label_that_does_not_exist_is_refused(street: GraphStore) -> None:
    with pytest.raises(QueryFault, match="no node kind"):
        street.shortest_path(("Person) DETACH", "ann"), ("Person", "bob"), 3)
