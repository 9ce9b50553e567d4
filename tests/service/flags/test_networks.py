"""A case network shows its flags as the book calls them, except where their numbers would tell too much."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import GraphStore, open_store
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.cases import CHAIR, VICTIM_SAFE, case_network
from service.flags import FlagBook, Judgement, decide, sweep_flags
from service.flags.networks import compared_network, with_lives
from tests.service.flags.findings import HOMES, POLICY
from tests.service.rules.builders import a_nominal, a_person, an_area, later, only, taken_back
from tests.service.rules.drawn import land
from tests.service.rules.places import at
from visualise.flag_map import draw_flag_map
from visualise.text_twin import write_table
from visualise.theme import FADED_RED

BEFORE, AFTER = (AsOf(day, end_of_day(day)) for day in (date(2026, 5, 10), date(2026, 5, 27)))
AREA = an_area().with_(
    a_nominal("Adam").living_at(at()),
    a_person("Vera").victim_of("Adam").living_at(at(800)),
    a_person("Wilma").victim_of("Adam").living_at(at(3000)),
    later(only("residences", a_person("Wilma").living_at(at()))),
)


ENDED = an_area().with_(
    a_nominal("Adam").living_at(at()),
    a_person("Vera").victim_of("Adam").living_at(at(800)),
    a_person("Wilma").victim_of("Adam").living_at(at(900)),
    taken_back("relationships", "~Vera|~Adam|victim_of"),
)


@pytest.fixture
def store(tmp_path: Path, reader: FeedReader[CheckedFeed]) -> Iterator[GraphStore]:
    with closing(open_store(f"ladybug:{tmp_path / 'graph.lbug'}")) as opened:
        land(opened, tmp_path / "feeds", reader, [AREA, ENDED])
        yield opened


def test_a_flag_keeps_its_number_on_the_map_when_a_worse_one_comes(store: GraphStore, book: FlagBook) -> None:
    [near] = sweep_flags(book, store, HOMES, POLICY, BEFORE, cases=["0-C"])
    decide(book, near.id, Judgement("confirm", "ann", at=BEFORE.known), 1, POLICY)
    live = sweep_flags(book, store, HOMES, POLICY, AFTER, cases=["0-C"])
    drawn = {audience: case_network(store, HOMES, POLICY, "0-C", AFTER, audience=audience)
             for audience in (CHAIR, VICTIM_SAFE)}  # fmt: skip
    chair, safe = drawn[CHAIR], drawn[VICTIM_SAFE]
    assert chair is not None
    assert safe is not None
    assert [(flag.number, flag.rule) for flag in chair.flags] == [(1, "ACC-02"), (2, "ACC-03")]
    shown = [(flag.number, flag.rule, flag.status) for flag in with_lives(chair, live).flags]
    assert shown == [(1, "ACC-03", "confirmed"), (2, "ACC-02", "open")]
    assert with_lives(safe, live) is safe


def test_a_flag_that_is_not_in_the_book_is_still_shown(store: GraphStore, book: FlagBook) -> None:
    known = sweep_flags(book, store, HOMES, POLICY, BEFORE, cases=["0-C"])
    network = case_network(store, HOMES, POLICY, "0-C", AFTER)
    assert network is not None
    assert [(flag.number, flag.rule) for flag in with_lives(network, known).flags] == [(1, "ACC-03"), (2, "ACC-02")]


def compared(store: GraphStore, case: str, **asked: Any) -> list[tuple[int, str, str, str]]:
    network = compared_network(store, HOMES, POLICY, case, (BEFORE, AFTER), **asked)
    assert network is not None
    assert network.since == (None if asked.get("audience") == VICTIM_SAFE else BEFORE.day)
    return [(flag.number, flag.rule, flag.change, flag.status) for flag in network.flags]


def test_flags_are_marked_with_what_changed_and_keep_their_numbers(store: GraphStore) -> None:
    assert compared(store, "0-C") == [(1, "ACC-02", "new", "open"), (2, "ACC-03", "", "open")]
    assert compared(store, "0-C", audience=VICTIM_SAFE) == []


def test_what_is_no_longer_found_is_shown_on_demand_after_the_others_and_closed(store: GraphStore) -> None:
    assert compared(store, "1-C") == [(1, "ACC-03", "", "open")]
    assert compared(store, "1-C", with_ended=True) == [(1, "ACC-03", "", "open"), (2, "ACC-03", "gone", "closed")]
    assert compared(store, "1-C", with_ended=True, audience=VICTIM_SAFE) == []
    assert compared_network(store, HOMES, POLICY, "nobodys", (BEFORE, AFTER)) is None


def test_what_changed_stands_on_the_flag_map_and_in_its_twin(store: GraphStore) -> None:
    network = compared_network(store, HOMES, POLICY, "1-C", (BEFORE, AFTER), with_ended=True)
    assert network is not None
    picture, table = draw_flag_map(network), write_table(network)
    assert "no longer found" in picture
    assert picture.count(FADED_RED) >= 2
    assert "compared with 10 May 2026" in picture
    assert "no longer found" in table
