"""What changed in a case between two days: the findings, and the statements that did it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import GraphStore, open_store
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.flags.changes import Change, changes
from service.flags.output import changes_as_json
from tests.service.flags.findings import CATALOGUE, POLICY
from tests.service.rules.builders import a_nominal, a_person, an_area, corrected, later, only, taken_back
from tests.service.rules.drawn import land
from tests.service.rules.places import at
from tests.service.rules.things import a_transfer

BEFORE, AFTER = date(2026, 5, 10), date(2026, 5, 27)
ADAM, VERA = a_nominal("Adam").living_at(at()), a_person("Vera").victim_of("Adam")
THERE = at(800).named("there")

AREAS = {
    "a victim moves near": an_area().with_(
        ADAM, VERA.living_at(at(3000)), later(only("residences", a_person("Vera").living_at(at(800))))
    ),
    "a nominal stays nearer": an_area().with_(
        ADAM, VERA.living_at(at(800)), later(only("residences", a_nominal("Adam").staying_at(at(500))))
    ),
    "a home turns out to be farther": an_area().with_(
        ADAM, VERA.living_at(THERE), later(corrected(at(900).named("there")))
    ),
    "a residence is taken back": an_area().with_(
        ADAM, VERA.living_at(at(800)), taken_back("residences", f"~Vera|~{at(800).name}|home")
    ),
    "days pass": an_area().with_(ADAM, a_transfer("2026-05-01")),
    "nothing happens": an_area().with_(ADAM, VERA.living_at(at(800))),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Iterator[GraphStore]:
    place = tmp_path_factory.mktemp("changes")
    with closing(open_store(f"ladybug:{place / 'graph.lbug'}")) as opened:
        land(opened, place / "feeds", reader, list(AREAS.values()))
        yield opened


def moment(day: date) -> AsOf:
    return AsOf(day, end_of_day(day))


def changed(store: GraphStore, sentence: str, *rules: str) -> list[Change]:
    case = f"{list(AREAS).index(sentence)}-C"
    found = changes(store, CATALOGUE, POLICY, case, moment(BEFORE), moment(AFTER))
    return [change for change in found if not rules or change.finding.rule in rules]


def types(change: Change) -> tuple[list[str], list[str]]:
    return [step.type for step in change.begun], [step.type for step in change.ended]


def test_a_new_finding_names_what_began(store: GraphStore) -> None:
    [change] = changed(store, "a victim moves near", "ACC-03")
    assert (change.kind, change.before) == ("new", None)
    assert types(change) == (["LIVES_AT"], [])


def test_a_finding_gets_worse_by_what_is_nearer(store: GraphStore) -> None:
    [change] = changed(store, "a nominal stays nearer", "ACC-03")
    assert change.kind == "worse"
    assert change.before is not None
    assert (change.before.severity, change.finding.severity) == ("medium", "high")
    assert types(change) == (["STAYS_AT"], [])


def test_a_corrected_position_is_what_did_it(store: GraphStore) -> None:
    [change] = changed(store, "a home turns out to be farther", "ACC-03")
    assert change.kind == "better"
    assert (change.finding.facts["distanceM"], types(change)) == (900, (["LOCATED_AT"], ["LOCATED_AT"]))


def test_what_was_withdrawn_is_what_ended(store: GraphStore) -> None:
    [change] = changed(store, "a residence is taken back", "ACC-03")
    assert (change.finding.outcome, change.finding.facts["missing"]) == ("could_not_check", "home")
    assert types(change) == ([], ["LIVES_AT"])


def test_where_days_passed_no_statement_did_it(store: GraphStore) -> None:
    [change] = changed(store, "days pass", "TRF-02")
    assert (change.kind, types(change)) == ("new", ([], []))


def test_where_nothing_happened_nothing_changed(store: GraphStore) -> None:
    assert changed(store, "nothing happens") == []


def test_a_change_backwards_is_its_opposite(store: GraphStore) -> None:
    case = f"{list(AREAS).index('a victim moves near')}-C"
    back = changes(store, CATALOGUE, POLICY, case, moment(AFTER), moment(BEFORE))
    [change] = [one for one in back if one.finding.rule == "ACC-03"]
    assert (change.kind, change.after, types(change)) == ("gone", None, ([], ["LIVES_AT"]))


def test_changes_are_told_with_names_and_who_said_so(store: GraphStore) -> None:
    [told] = changes_as_json(changed(store, "a victim moves near", "ACC-03"), store, moment(AFTER))
    assert (told["change"], told["rule"], told["severityBefore"]) == ("new", "ACC-03", None)
    [begun] = told["begun"]
    assert (begun["fromLabel"], begun["type"], begun["sources"][0]["agency"]) == (
        "Vera Quorwick", "LIVES_AT", "cheshire-police",
    )  # fmt: skip
