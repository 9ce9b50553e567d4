"""What two stores hold, kind by kind: how many rows, and a digest of every value in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from graph_schema.store import GraphStore
from service.moving.kinds import Kind, kinds_of
from service.moving.pages import read_pages

_PAGE_ROWS = 50_000
_MODULUS = 1 << 256


@dataclass(frozen=True)
class Digest:
    """How many rows of a kind a store holds, and the sum of their hashes, in which their order does not matter."""

    rows: int
    code: str


@dataclass(frozen=True)
class Compared:
    """One kind in two stores."""

    title: str
    source: Digest
    target: Digest

    @property
    def is_same(self) -> bool:
        """Whether both stores hold the same rows."""
        return self.source == self.target


def compare(source: GraphStore, target: GraphStore) -> Iterator[Compared]:
    """Yield every kind that either store holds anything of, read anew from both; raises the errors of reading."""
    for kind in kinds_of(source, target):
        compared = Compared(kind.title, _digest(source, kind), _digest(target, kind))
        if compared.source.rows or compared.target.rows:
            yield compared


def _digest(store: GraphStore, kind: Kind) -> Digest:
    total, rows = 0, 0
    held = kind.held(store)
    names = [name for name, _ in kind.columns]
    for page in read_pages(store, kind, held, held, _PAGE_ROWS):
        columns = [page[name].to_pylist() for name in names]
        for row in zip(*columns, strict=True):
            total += int.from_bytes(sha256(repr(row).encode()).digest(), "big")
        rows += page.num_rows
    return Digest(rows, f"{total % _MODULUS:064x}")
