"""Opening the store on a server to write or to read, and bringing an older one up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import neo4j

from graph_schema.store.limits import Limits
from graph_schema.store.location import Neo4jServer, ServerAccess
from graph_schema.store.neo4j.connecting import connect, greet
from graph_schema.store.neo4j.ddl import bring_to_version, lacks_constraints, read_version
from graph_schema.store.neo4j.engine import Neo4jStore
from graph_schema.store.neo4j.lease import LeaseTerms, WorkLease
from graph_schema.store.neo4j.sessions import Sessions
from graph_schema.store.schema import Schema
from graph_schema.store.versions import check_version, no_store

ENGINE = "neo4j"


@dataclass(frozen=True)
class ServerStore:
    """Where a store on a server is, and what it must be able to hold."""

    server: Neo4jServer
    access: ServerAccess
    schema: Schema
    limits: Limits

    @property
    def title(self) -> str:
        """Return how messages name it."""
        database = self.access.database
        return f"the Neo4j server at {self.server.place}" + (f", database {database}" if database else "")

    @property
    def terms(self) -> LeaseTerms:
        """Return the terms of its lease."""
        return LeaseTerms(self.limits.lease_seconds, self.limits.patience_seconds)


def open_neo4j(store: ServerStore, *, create: bool, read_only: bool) -> Neo4jStore:
    """Open the store on a server; any number of services may have it open, and take turns to write."""
    with _connected(store) as sessions:
        version = read_version(sessions)
        if version is None:
            if read_only or not create:
                raise no_store(store.title)
            bring_to_version(sessions, store.schema, store.schema.version, ())
        else:
            check_version(store.title, version, store.schema.version)
            if not read_only and lacks_constraints(sessions, store.schema):
                bring_to_version(sessions, store.schema, version, ())
        return Neo4jStore(sessions, store.schema, store.terms, read_only=read_only)


def migrate_neo4j(store: ServerStore) -> list[str]:
    """Take the store on a server to the version of the schema, a step at a time; returns what was done."""
    schema = store.schema
    with _connected(store) as sessions:
        version = read_version(sessions)
        if version is None:
            bring_to_version(sessions, schema, schema.version, ())
            done = [f"created an empty store of schema version {schema.version}"]
        else:
            if version > schema.version:
                check_version(store.title, version, schema.version)
            made = _make_missing(sessions, schema, version)
            with WorkLease(sessions, store.terms).held("bringing its schema up to date"):
                # Another command may have taken steps while this one waited.
                version = read_version(sessions) or version
                steps = [_take_step(sessions, schema, number) for number in range(version + 1, schema.version + 1)]
                done = [*made, *steps]
    sessions.driver.close()
    return done


def _make_missing(sessions: Sessions, schema: Schema, version: int) -> list[str]:
    """Make the constraints, and what services take turns by, where an offline import has left none."""
    if not lacks_constraints(sessions, schema):
        return []
    bring_to_version(sessions, schema, version, ())
    return ["made the constraints and indexes that were missing"]


def _take_step(sessions: Sessions, schema: Schema, number: int) -> str:
    migration = schema.migrations[number]
    bring_to_version(sessions, schema, number, migration.statements.get(ENGINE, ()))
    return f"schema version {number}: {migration.title}"


@contextmanager
def _connected(store: ServerStore) -> Iterator[Sessions]:
    """Reach the server; what was opened is closed again where something inside fails."""
    driver = connect(store.server, store.access, store.limits)
    try:
        greet(driver, store.server, store.access)
        bookmarks = neo4j.GraphDatabase.bookmark_manager()
        yield Sessions(driver, store.server, store.access, store.limits.query_seconds, bookmarks)
    except BaseException:
        driver.close()
        raise
