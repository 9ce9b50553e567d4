"""A kind read in pages of so many rows, each of whole keys."""

from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.store import GraphStore
from service.moving.errors import CannotCopy
from service.moving.kinds import Held, Kind


def read_pages(store: GraphStore, kind: Kind, held: Held, keys: Iterable[str], size: int) -> Iterator[pa.Table]:
    """Yield the rows of `keys`, which `held` counts, in the order of keys; a page has `size` rows, or is of one key.

    Raises CannotCopy where the rows are no longer as many as were counted.
    """
    for page in _cut(held, sorted(keys), size):
        rows = kind.rows(store, page[0], page[-1])
        # Between the first and the last there may be keys that were not asked for.
        wanted = rows.filter(pc.is_in(rows[kind.key], value_set=pa.array(page, pa.string())))
        if wanted.num_rows != sum(held[key] for key in page):
            raise CannotCopy(
                f"{kind.title} changed while it was read: stop the service and every command that writes the store, "
                "then run the same command again."
            )
        yield wanted


def _cut(held: Held, keys: list[str], size: int) -> Iterator[list[str]]:
    page, rows = list[str](), 0
    for key in keys:
        if page and rows + held[key] > size:
            yield page
            page, rows = [], 0
        page.append(key)
        rows += held[key]
    if page:
        yield page
