"""DQ-03: a home or a tie that by one agency holds and by another has ended."""

from collections.abc import Iterator

import pytest

from graph_schema.store import GraphStore
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.policy import load_policy
from service.rules import Severity, load_catalogue, sweep
from tests.service.rules.data_quality.two_agencies import (
    POLICE,
    PROBATION,
    TODAY,
    Both,
    Told,
    address,
    case,
    found_by,
    home,
    landed,
    person,
    tie,
)
from tests.service.rules.invented import as_of

TOMORROW, BEFORE = "2026-05-28", "2026-05-10"

HIS = (person("Adam", 1), address("A", 1))
ADAM = (*HIS, case())
VERA = person("Vera", 2)
VICTIM = tie("Vera", "victim_of", "Adam", "2023-01-01")
AT_HOME = home("Adam", "A")
FOUND = (("A",),)

CASES = [
    Both("ended by the other", (*ADAM, AT_HOME), (*HIS, home("Adam", "A", until="2026-03-01")), FOUND),
    Both("ended by the other today", (*ADAM, AT_HOME), (*HIS, home("Adam", "A", until=TODAY)), FOUND),
    Both("to end by the other tomorrow", (*ADAM, AT_HOME), (*HIS, home("Adam", "A", until=TOMORROW))),
    Both("by both it holds", (*ADAM, AT_HOME), (*HIS, home("Adam", "A", "2025-02-02"))),
    Both("only one speaks of it", (*ADAM, AT_HOME), HIS),
    Both("ended by the other before it began",
         (*ADAM, AT_HOME), (*HIS, home("Adam", "A", "2020-01-01", "2024-06-01"))),
    Both("ended by the other the day it began",
         (*ADAM, AT_HOME), (*HIS, home("Adam", "A", "2020-01-01", "2025-01-01"))),
    Both("by the first it began nobody knows when",
         (*ADAM, home("Adam", "A", "")), (*HIS, home("Adam", "A", "2020-01-01", "2024-06-01")), FOUND),
    Both("ended by the other, where he came back",
         (*ADAM, AT_HOME), (*HIS, home("Adam", "A", until="2026-03-01"), home("Adam", "A", "2026-04-01"))),
    Both("one agency says both",
         (*ADAM, home("Adam", "A", "2025-01-01", "2026-03-01"), home("Adam", "A", "2025-06-01")), HIS),
    Both("a stay and a home are one", (*ADAM, AT_HOME),
         (*HIS, home("Adam", "A", until="2026-03-01", kind="staying")), FOUND),
    Both("it is where he works", (*ADAM, AT_HOME), (*HIS, home("Adam", "A", until="2026-03-01", kind="works_at"))),
    Both("it is another address", (*ADAM, AT_HOME),
         (*HIS, address("B", 2), home("Adam", "B", until="2026-03-01"))),
    Both("a home of his victim", (*ADAM, VERA, VICTIM, home("Vera", "A")),
         (VERA, address("A", 1), home("Vera", "A", until="2026-03-01")), (("A", "Vera"),)),
    Both("a home of a past victim",
         (*ADAM, VERA, tie("Vera", "victim_of", "Adam", "2023-01-01", "2024-01-01"), home("Vera", "A")),
         (VERA, address("A", 1), home("Vera", "A", until="2026-03-01"))),
    Both("a home of somebody else", (*ADAM, VERA, home("Vera", "A")),
         (VERA, address("A", 1), home("Vera", "A", until="2026-03-01"))),
    Both("that she is his victim", (*ADAM, VERA, VICTIM),
         (*HIS, VERA, tie("Vera", "victim_of", "Adam", "2023-01-01", "2026-01-01")), (("Vera",),)),
    Both("that they are partners, said the other way round", (*ADAM, VERA, tie("Adam", "partner_of", "Vera")),
         (*HIS, VERA, tie("Vera", "partner_of", "Adam", "2025-01-01", "2026-01-01")), (("Vera",),)),
    Both("that one is the other's parent, and the other the one's",
         (*ADAM, VERA, tie("Adam", "parent_of", "Vera")),
         (*HIS, VERA, tie("Vera", "parent_of", "Adam", "2025-01-01", "2026-01-01"))),
    Both("that they are partners, and she has died",
         (*ADAM, person("Vera", 2, deceased_on="2026-02-01"), tie("Adam", "partner_of", "Vera")),
         (*HIS, VERA, tie("Adam", "partner_of", "Vera", "2025-01-01", "2026-01-01"))),
    Both("he has died", (person("Adam", 1, deceased_on="2026-02-01"), address("A", 1), case(), AT_HOME),
         (*HIS, home("Adam", "A", until="2026-03-01"))),
    Both("he is no nominal", (*HIS, AT_HOME), (*HIS, home("Adam", "A", until="2026-03-01"))),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Iterator[GraphStore]:
    with landed(tmp_path_factory.mktemp("both"), reader, CASES) as opened:
        yield opened


@pytest.fixture(scope="module")
def told(store: GraphStore) -> Told:
    return found_by("DQ-03", store, TODAY)


@pytest.mark.parametrize(("number", "one"), list(enumerate(CASES)), ids=[one.sentence for one in CASES])
def test_what_two_agencies_contradict_each_other_in(told: Told, number: int, one: Both) -> None:
    assert sorted(told.get(number, [])) == sorted(one.expected)


def test_it_is_found_from_the_day_the_second_spoke(store: GraphStore) -> None:
    assert not found_by("DQ-03", store, BEFORE)


def test_it_is_never_more_than_low(store: GraphStore) -> None:
    findings = sweep(store, load_catalogue(), load_policy(), as_of(TODAY), rules=["DQ-03"])
    assert {(one.outcome.value, one.severity) for one in findings} == {("found", Severity.LOW)}


def test_who_says_what_and_since_when_is_told(store: GraphStore) -> None:
    (finding,) = sweep(store, load_catalogue(), load_policy(), as_of(TODAY), rules=["DQ-03"], cases=["0-C"])
    facts = {name: str(value) for name, value in finding.facts.items() if value is not None}
    assert facts == {"heldBy": POLICE, "endedBy": PROBATION, "endedOn": "2026-03-01"}
    assert {source.agency for step in finding.path for source in step.sources} == {POLICE, PROBATION}
