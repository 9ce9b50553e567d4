"""Where a demonstration keeps its graph: in a file, or on a Neo4j server that runs as long as it does."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from platformdirs import user_data_path

from graph_schema.store import ServerAccess, StoreUnavailable

_FILE, _HOME, _PASSWORD = "graph.lbug", "neo4j", "neo4j-password.txt"
_HEAP_MB = 2048
"""A feed lands in one transaction, which the server keeps in memory: docs/adr/0006-neo4j-engine.md has the figures."""


class StoreKind(StrEnum):
    """The two engines, by what they are called in the address of a store."""

    LADYBUG = "ladybug"
    NEO4J = "neo4j"


@dataclass(frozen=True)
class DemoStore:
    """A store to land in and to serve: `settings` are those of a service on it, `told` says where it is."""

    location: str
    access: ServerAccess
    settings: Mapping[str, object]
    told: str


@contextmanager
def opened_place(kind: StoreKind, place: Path) -> Iterator[DemoStore]:
    """Have a place for a store inside the `with`; raises StoreUnavailable where a server cannot be had."""
    if kind is StoreKind.NEO4J:
        with _server_in(place) as kept:
            yield kept
        return
    location = f"ladybug:{place / _FILE}"
    told = f"Graph: {location} (set RISK_NETWORK_STORE to it)."
    yield DemoStore(location, ServerAccess(), {"store": location}, told)


def left_by(place: Path) -> list[Path]:
    """Return what an earlier demonstration left of its stores."""
    return [*place.glob(f"{_FILE}*"), *place.glob(_HOME), *place.glob(_PASSWORD)]


@contextmanager
def _server_in(place: Path) -> Iterator[DemoStore]:
    try:
        from graph_schema.store.neo4j.server import ServerPlan, running_server
    except ImportError:
        raise StoreUnavailable(
            "A demonstration on Neo4j needs the driver and a server of its own: install risk-network[neo4j,test], or "
            "leave --store out to keep the graph in a file."
        ) from None
    # What a service keeps beside a server's store goes to the user's data folder, where a service of theirs may have
    # its own: for this process and those it starts, that folder is the demonstration's.
    os.environ["XDG_DATA_HOME"] = str(place.absolute())
    user_data_path("risk-network", ensure_exists=True)
    password = secrets.token_urlsafe(24)
    note = place / _PASSWORD
    note.touch(mode=0o600)
    note.write_text(password, encoding="utf-8")
    with running_server(ServerPlan(place.absolute() / _HOME, password, heap_mb=_HEAP_MB)) as server:
        settings = {
            "store": server.location,
            "store_user": server.access.user,
            "store_password_file": note,
            "store_database": None,
            "store_certificates": None,
        }
        told = (
            f"Graph: {server.location} until this ends, then in {place / _HOME} (set RISK_NETWORK_STORE to the one and "
            f"RISK_NETWORK_STORE_PASSWORD_FILE to {note})."
        )
        yield DemoStore(server.location, server.access, settings, told)
