"""The rules' own flags about victims and refuges, as each audience sees them in a network."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from graph_schema.case_network import CaseNetwork
from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import GraphStore, open_store
from ingest.ingestion import open_reader
from service.cases import CLEARANCES, as_json, case_network
from service.policy import load_policy
from service.rules import load_catalogue
from tests.service.cases.story import text_of
from tests.service.rules.builders import Piece, Row, a_nominal, a_person, an_area
from tests.service.rules.drawn import DAY, land
from tests.service.rules.places import at, origins

NOW = AsOf(date.fromisoformat(DAY), end_of_day(date.fromisoformat(DAY)))
HIS, HERS, REFUGE = at().named("his"), at(90).named("hers"), at(400).named("refuge")
ORIGIN = origins("cheshire")[0]
PLACES = [str(ORIGIN.easting + 400), str(ORIGIN.easting + 90), "Sanctuary House"]

VERA = a_person("Vera").called(family_name="Harmwell").victim_of("Adam").living_at(HERS)
STORY = an_area().with_(
    a_nominal("Adam")
    .bound_by("no_contact", protected_person_ref="~Vera")
    .living_at(HIS)
    .visiting(HERS)
    .saying("risk_assessments", assessed_on="2026-01-10", known_adult="high"),
    VERA.tied_to("in_contact_with", "Adam", contact_kind="telephone"),
    a_nominal("Bert").managed_in("cheshire", case="D").called(family_name="Otherley"),
    Piece(a_person("Vera").victim_of("Bert").rows),
    Piece(
        (
            Row(
                "sites",
                {"site_ref": "~S", "name": "Sanctuary House", "kind": "refuge", "address_ref": "~refuge"}
                | {"confidential": "yes"},
            ),
        ),
        (REFUGE,),
    ),
)
ABOUT = {"VIC-02", "VIC-04", "VIC-06", "ACC-08"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """One case, in which the rules find contact, a refuge, and a victim of two nominals."""
    place = tmp_path_factory.mktemp("about-victims")
    with closing(open_store(f"ladybug:{place / 'graph.lbug'}")) as opened, open_reader() as reader:
        yield land(opened, Path(place) / "feeds", reader, [STORY]).store


def look(
    store: GraphStore, audience: str, clearances: frozenset[str] = CLEARANCES, victim: str | None = None
) -> CaseNetwork:
    network = case_network(
        store, load_catalogue(), load_policy(), "0-C", NOW, audience=audience, clearances=clearances, victim=victim
    )
    assert network is not None
    return network


def test_the_chair_sees_what_each_flag_is_about(store: GraphStore) -> None:
    network = look(store, "chair")
    flags = {flag.rule: flag for flag in network.flags}
    assert flags.keys() >= ABOUT
    assert flags["VIC-02"].facts["contact"] in {"telephone", "visit"}
    assert "distanceM" not in flags["ACC-08"].facts
    labels = {node.id: node.label for node in network.nodes}
    assert "Vera Harmwell" in {labels[id_] for id_ in flags["VIC-02"].node_ids}
    assert "Bert Otherley" in {labels[id_] for id_ in flags["VIC-06"].node_ids}
    assert "Sanctuary House" in {labels[id_] for id_ in flags["ACC-08"].node_ids}


@pytest.mark.parametrize("clearances", [CLEARANCES, frozenset()], ids=["cleared", "not cleared"])
def test_a_meeting_reads_titles_and_no_place(store: GraphStore, clearances: frozenset[str]) -> None:
    network = look(store, "meeting", clearances)
    told = text_of(as_json(network))
    assert [place for place in PLACES if place in told] == []
    for flag in network.flags:
        if flag.rule in ABOUT:
            assert flag.summary == f"{flag.title}."
            assert set(flag.facts) <= {"proposed", "missing"}
    assert ("Harmwell" in told) == ("victim" in clearances)


def test_a_view_for_another_victim_has_none_of_it(store: GraphStore) -> None:
    network = look(store, "victim-safe")
    told = text_of(as_json(network))
    secrets = [*PLACES, "Harmwell", "Otherley", "Vera", "Bert", "telephone", "efuge", "VIC-", "ACC-08"]
    assert [secret for secret in secrets if secret in told] == []


def test_a_view_for_the_victim_has_nothing_of_the_other_nominal_and_the_refuge(store: GraphStore) -> None:
    network = look(store, "victim-safe", victim="cheshire-police:0-Vera")
    told = text_of(as_json(network))
    secrets = ["Otherley", "Bert", "Sanctuary House", str(ORIGIN.easting + 400), "VIC-06", "ACC-08", "efuge"]
    assert [secret for secret in secrets if secret in told] == []
    assert {flag.rule for flag in network.flags} & ABOUT <= {"VIC-02", "VIC-04"}
    assert all(flag.summary == f"{flag.title}." for flag in network.flags)
