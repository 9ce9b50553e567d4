"""Servers of a test's own: one that speaks TLS alone, one that is killed, one that takes no writes."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from graph_schema.store import GraphStore, ServerAccess, StoreError, StoreUnavailable, open_store
from graph_schema.store.neo4j.server import RunningServer, ServerPlan, running_server
from tests.graph_schema.store.conftest import IMPATIENT
from tests.graph_schema.store.neo4j.certificates import Certificates, make_certificates
from tests.graph_schema.store.small_world import SCHEMA, household
from tests.neo4j_server import CANARY

WHOLE = "MATCH (p:Person)-[l:LIVES_AT]->(:Address) WHERE l.number = p.number RETURN p.number AS n, count(*) AS held"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """An authority and a certificate for localhost."""
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, certificates: Certificates) -> Iterator[RunningServer]:
    """A server that speaks TLS alone."""
    plan = ServerPlan(tmp_path_factory.mktemp("guarded"), CANARY, settings=certificates.settings)
    with running_server(replace(plan, certificates=certificates.authority)) as server:
        yield server


def _open(location: str, access: ServerAccess) -> GraphStore:
    return open_store(location, access=access, schema=SCHEMA, limits=IMPATIENT)


def _port(server: RunningServer) -> str:
    return server.location.rpartition(":")[2]


@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s"])
def test_a_server_is_spoken_to_over_tls_by_the_authority_that_is_named(guarded: RunningServer, scheme: str) -> None:
    store = _open(f"{scheme}://localhost:{_port(guarded)}", guarded.access)
    store.write(household(1, 4))
    assert store.stats().nodes["Person"] == 4
    store.close()


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
@pytest.mark.parametrize(
    ("host", "is_named", "message"),
    [("127.0.0.1", True, "for another name"), ("localhost", False, "nobody trusted has signed it")],
    ids=["another name", "an authority nobody named"],
)
def test_a_certificate_that_is_not_good_is_told(
    guarded: RunningServer, scheme: str, host: str, is_named: bool, message: str
) -> None:
    access = guarded.access if is_named else replace(guarded.access, certificates=None)
    with pytest.raises(StoreUnavailable, match=message) as told:
        _open(f"{scheme}+s://{host}:{_port(guarded)}", access)
    assert "canary" not in str(told.value)


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_server_that_speaks_tls_alone_is_told_where_it_is_not_asked_for(guarded: RunningServer, scheme: str) -> None:
    with pytest.raises(StoreUnavailable, match="whether it asks for TLS"):
        _open(f"{scheme}://localhost:{_port(guarded)}", replace(guarded.access, certificates=None))


def _write_until_it_fails(store: GraphStore, acknowledged: list[int], failed: list[StoreError]) -> None:
    number = 1
    while not failed:
        try:
            store.write(household(number, 20 if number % 3 else 400))
        except StoreError as error:
            failed.append(error)
        else:
            acknowledged.append(number)
        number += 1


def test_a_server_killed_in_mid_write_loses_nothing_acknowledged_and_may_come_back_read_only(tmp_path: Path) -> None:
    acknowledged, failed = list[int](), list[StoreError]()
    with running_server(ServerPlan(tmp_path, CANARY)) as server:
        store = _open(server.location, server.access)
        writing = threading.Thread(target=_write_until_it_fails, args=(store, acknowledged, failed))
        writing.start()
        while len(acknowledged) < 12 and not failed:
            writing.join(0.05)
        for child in psutil.Process(server.process.pid).children():
            child.kill()
        writing.join()
        store.close()
    assert isinstance(failed[0], StoreUnavailable)
    assert "canary" not in str(failed[0])
    with running_server(ServerPlan(tmp_path, CANARY)) as server:
        store = _open(server.location, server.access)
        held = _held(store)
        assert max(held) in (acknowledged[-1], acknowledged[-1] + 1)
        assert held == {number: 20 if number % 3 else 400 for number in range(1, max(held) + 1)}
        store.close()
    settings = {"server.databases.default_to_read_only": "true"}
    with running_server(ServerPlan(tmp_path, CANARY, settings=settings)) as server:
        store = _open(server.location, server.access)
        with pytest.raises(StoreUnavailable, match="takes no writes"):
            store.write(household(1_000, 2))
        with pytest.raises(StoreUnavailable, match="takes no writes"), store.lease("landing feeds"):
            pass
        assert _held(store) == held
        store.close()


def _held(store: GraphStore) -> dict[int, int]:
    return {row["n"]: row["held"] for row in store.read(WHOLE).to_pylist()}
