"""The rows that are in one store and not yet in the other, written some thousands at a time."""

from collections.abc import Iterator

import pyarrow as pa

from graph_schema.store import Batch, GraphStore, Link
from service.moving.errors import CannotCopy
from service.moving.kinds import Held, Kind, kinds_of
from service.moving.pages import read_pages

_NOT_A_COPY = (
    "The target holds other rows of {title} than the source: it is not a copy of it, or the source has changed since. "
    "Name a target that is empty."
)


def copy_rows(source: GraphStore, target: GraphStore, size: int) -> Iterator[int]:
    """Write to `target` what it lacks of `source`; yields after each write how many rows are there by now.

    A write holds up to `size` rows (those of one key are never parted) and is one transaction: stopped anywhere, and
    called again, this goes on from there. Raises CannotCopy where the target holds what the source does not, or the
    source changes meanwhile, and the errors of the stores.
    """
    done, pending = 0, list[tuple[Kind, pa.Table]]()
    for kind in kinds_of(source, target):
        wanted, there = kind.held(source), kind.held(target)
        check_part(kind, wanted, there)
        done += sum(there.values())
        for page in read_pages(source, kind, wanted, wanted.keys() - there.keys(), size):
            if pending and _rows(pending) + page.num_rows > size:
                done += _write(target, pending)
                yield done
            pending.append((kind, page))
    if pending:
        done += _write(target, pending)
    yield done


def check_part(kind: Kind, wanted: Held, there: Held) -> None:
    """Raise CannotCopy where `there` has a key that is not wanted, or more or fewer rows of one than are."""
    if any(wanted.get(key) != rows for key, rows in there.items()):
        raise CannotCopy(_NOT_A_COPY.format(title=kind.title))


def _rows(pending: list[tuple[Kind, pa.Table]]) -> int:
    return sum(int(table.num_rows) for _, table in pending)


def _write(target: GraphStore, pending: list[tuple[Kind, pa.Table]]) -> int:
    """Write all that is pending and forget it; returns how many rows that was.

    No kind is there twice: two pages of one kind together have more rows than a write may.
    """
    nodes = {kind.what: table for kind, table in pending if isinstance(kind.what, str)}
    links = {kind.what: table for kind, table in pending if isinstance(kind.what, Link)}
    written = _rows(pending)
    target.write(Batch(nodes=nodes, links=links))
    pending.clear()
    return written
