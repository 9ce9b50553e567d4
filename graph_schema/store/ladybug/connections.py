"""Running statements and transactions on a connection of the engine."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import ladybug
import pyarrow as pa

from graph_schema.store.errors import QueryFault
from graph_schema.store.ladybug.faults import told
from graph_schema.store.questions import count_hops

_Taken = TypeVar("_Taken")

_HOPS_PLANNED_ANEW = 2


def run(connection: ladybug.Connection, statement: str, parameters: Mapping[str, Any] | None = None) -> int:
    """Run one statement and return how many rows it has; raises StoreError."""
    return _execute(connection, statement, parameters or {}, ladybug.QueryResult.get_num_tuples)


def fetch(connection: ladybug.Connection, query: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
    """Run one query and return its rows; raises StoreError."""
    return _execute(connection, query, parameters or {}, _as_arrow)


def _as_arrow(result: ladybug.QueryResult) -> pa.Table:
    # Left to itself the engine makes room for millions of values, which costs 0.7 ms for every small answer.
    return result.get_as_arrow(max(1, result.get_num_tuples()))


def _execute(
    connection: ladybug.Connection,
    statement: str,
    parameters: Mapping[str, Any],
    take: Callable[[ladybug.QueryResult], _Taken],
) -> _Taken:
    try:
        result = connection.execute(_planned(connection, statement, parameters), dict(parameters))
        if isinstance(result, list):
            raise QueryFault("A query must be one statement.")
        with result:
            return take(result)
    except RuntimeError as error:
        raise told(error) from None


def _planned(
    connection: ladybug.Connection, statement: str, parameters: Mapping[str, Any]
) -> str | ladybug.PreparedStatement:
    """Return a statement as it must be run: by its text, or with a plan of its own.

    The connection keeps a plan for each text and runs it again. Run again, a plan of two or more hops answers wrongly:
    rows of one key are lost, others appear that its conditions leave out (seen with Ladybug 0.22; ADR 5).
    """
    if count_hops(statement) < _HOPS_PLANNED_ANEW or not parameters:
        return statement
    return ladybug.PreparedStatement(connection, statement, dict(parameters))


@contextmanager
def transaction(connection: ladybug.Connection, *, read_only: bool = False) -> Iterator[None]:
    """Run what is inside as one transaction, left without a trace when something inside fails.

    Committing is the caller's, who may have a lock to take first; read-only ones end by themselves.
    """
    run(connection, "BEGIN TRANSACTION READ ONLY" if read_only else "BEGIN TRANSACTION")
    try:
        yield
    except BaseException:
        # The engine has usually rolled back already, and then says that there is no transaction.
        with suppress(RuntimeError):
            connection.execute("ROLLBACK")
        raise
    if read_only:
        run(connection, "COMMIT")
