"""The seam between everything that asks or writes and the engine that keeps the graph."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

import pyarrow as pa

from graph_schema.periods import AsOf
from graph_schema.store.batch import Batch

Value = str | int | float | bool | date | datetime | None | Sequence[str] | Sequence[int]
Parameters = Mapping[str, Value]


@dataclass(frozen=True)
class Stats:
    """How many nodes of each kind and relationships of each type the store holds; kinds with none are left out."""

    nodes: Mapping[str, int]
    relationships: Mapping[str, int]


@dataclass(frozen=True)
class Step:
    """One relationship of a path, read in the direction it was declared."""

    from_id: str
    type: str
    to_id: str


class GraphStore(Protocol):
    """What an engine does. Queries are Cypher in the subset both engines speak; columns come back as Arrow."""

    def write(self, batch: Batch) -> None:
        """Apply `batch` whole or not at all; when this returns it survives a crash. Writers queue.

        Raises BatchFault, and writes nothing, where a table does not fit the vocabulary, a relationship names a node
        that is not there, or what is to be updated, closed or removed is not.
        """

    @property
    def rows_at_once(self) -> int:
        """Return how many rows of feeds one write may be made of, so that it stays within memory."""

    def lease(self, work: str) -> AbstractContextManager[None]:
        """Be the only one that changes the store inside the `with`, among all processes and threads that have it open.

        For work that reads in order to write, named as it goes on after "has been": "landing feeds". Readers never
        wait for it. Where a store is one process's own its threads take turns; on a server the lease is kept in the
        graph, renewed as long as the process lives, by the server's clock. Raises LeaseHeld, which names the other,
        where it is not to be had in the patience of the limits; `write` raises it too while another holds the lease,
        and LeaseLost, writing nothing, where this one was not renewed in time and another has taken it.
        """

    def read(self, query: str, parameters: Parameters | None = None) -> pa.Table:
        """Answer a read query; readers run beside a write and never see half of one."""

    def read_each(self, query: str, keys: Sequence[str], parameters: Parameters | None = None) -> pa.Table:
        """Answer `query`, which names `$key`, for every one of `keys`, as one table, by whatever way is cheapest.

        `parameters` are the others it names, the same for every key.
        A key named twice is asked once; rows come in no promised order. The query names `$key` before any WITH, has no
        LIMIT, and returns the key (or a node's id) beside whatever it aggregates, so that keys stay apart.
        """

    def shortest_path(
        self, from_id: tuple[str, str], to_id: tuple[str, str], longest: int, as_of: AsOf | None = None
    ) -> tuple[Step, ...] | None:
        """Return the steps of a shortest path between two (label, id), either direction; None beyond `longest` steps.

        Only statements are steps: those that hold as of `as_of`, or without it all there ever were.
        """

    def stats(self) -> Stats:
        """Count what is held, less the node about the store itself."""

    def close(self) -> None:
        """Finish the write under way and let the store go; closing twice does nothing."""
