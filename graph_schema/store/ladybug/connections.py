"""Running statements and transactions on a connection of the engine."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import ladybug
import pyarrow as pa

from graph_schema.store.errors import QueryFault
from graph_schema.store.ladybug.faults import told

_Taken = TypeVar("_Taken")


def run(connection: ladybug.Connection, statement: str, parameters: Mapping[str, Any] | None = None) -> int:
    """Run one statement and return how many rows it has; raises StoreError.

    Plans are kept by the connection for each text and types of parameters.
    """
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
        result = connection.execute(statement, dict(parameters))
        if isinstance(result, list):
            raise QueryFault("A query must be one statement.")
        with result:
            return take(result)
    except RuntimeError as error:
        raise told(error) from None


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
