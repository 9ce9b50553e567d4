"""The pieces of the service's bench, each on a small area: it must work before its figures mean anything."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bench.service_lookups import bare_driver
from bench.service_pictures import draw_with_pyvis, measure_pictures
from bench.service_process import Served, served
from graph_schema.case_network import CaseNetwork
from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import open_store
from ingest.ingestion import ingest_feeds, open_reader
from ingest.report import Report
from service.access import Role
from service.cases import case_network
from service.placement.pace import Pace
from service.policy import load_policy
from service.rules import load_catalogue
from tests.bench.rules.hard_area import DAY, draw_area

AS_OF = AsOf(DAY, end_of_day(date(2026, 6, 30)))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of an area, landed and closed."""
    root = tmp_path_factory.mktemp("area")
    path = root / "graph.lbug"
    with closing(open_store(f"ladybug:{path}")) as store, open_reader() as reader:
        outcomes = ingest_feeds([feed.in_folder(root / "feeds") for feed in draw_area(0)], store, reader)
        assert all(isinstance(outcome, Report) for outcome in outcomes)
    return path


@pytest.fixture(scope="module")
def service(path: Path) -> Iterator[Served]:
    with served(f"ladybug:{path}") as running:
        yield running


@pytest.fixture(scope="module")
def network(path: Path) -> CaseNetwork:
    with closing(open_store(f"ladybug:{path}", read_only=True)) as store:
        networks = [case_network(store, load_catalogue(), load_policy(), f"C{n}", AS_OF) for n in range(8)]
    return max((one for one in networks if one), key=lambda one: len(one.nodes))


def test_a_check_of_the_measured_service_is_answered_recorded_and_not_held_back(service: Served) -> None:
    before = service.recorded
    waits = []
    for number in range(12):
        asked = {"caseRef": f"C{number % 8}", "addressId": f"probation:A{number}", "reason": "to measure"}
        reply = service.ask("POST", "/placement-checks", service.headers(Role.PRACTITIONER, f"o{number}"), asked)
        assert reply.status == 200
        assert json.loads(reply.body)["outcome"] in {"no_recorded_conflict", "refer_to_coordinator"}
        waits.append(reply.seconds)
    assert service.recorded == before + 12
    assert min(waits) < Pace().floor
    assert service.resident_mib > 50


def test_the_measured_service_knows_nobody_without_a_token(service: Served) -> None:
    assert service.ask("GET", "/cases/C1/network", {"X-Purpose": "review"}).status == 401


def test_the_bare_driver_finds_who_is_around_a_case(path: Path, network: CaseNetwork) -> None:
    with bare_driver(path, AS_OF) as driver:
        assert len(driver.people_within_two_hops(network.case_ref)) > 2
        assert driver.people_within_two_hops("no such case") == set()
        address = driver.rows(
            "MATCH (a:Address) WHERE a.id >= $key AND $day = $day AND $known = $known RETURN a.id", ""
        )
        measured = [driver.nearest_victim(f"C{n}", str(row[0])) for n in range(8) for row in address]
    assert any(metres is not None for metres in measured)


def test_pyvis_draws_every_node_and_a_line_for_every_two_that_are_linked(network: CaseNetwork) -> None:
    page = draw_with_pyvis(network)
    assert all(f'"id": "{node.id}"' in page for node in network.nodes)
    assert page.count('"from": ') == len({frozenset((link.from_id, link.to_id)) for link in network.links})


def test_both_pictures_come_to_stand_still_in_a_browser(network: CaseNetwork, tmp_path: Path) -> None:
    # In a thread of its own: in this one the session's browser may be running.
    with ThreadPoolExecutor(1) as apart:
        rows = apart.submit(measure_pictures, network, tmp_path, runs=1).result()
    assert [row.split("|")[1].strip() for row in rows] == [
        f"full map of {len(network.nodes)} nodes, SVG",
        "the same nodes by pyvis as it comes, physics on",
    ]
    assert all(float(row.split("|")[3].replace(",", "")) > 0 for row in rows)
