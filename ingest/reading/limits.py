"""How large anything in a feed may be."""

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Limits, well above what the largest force's monthly full extract needs (300,000 rows, 60 MiB of CSV)."""

    archive_bytes: int = 256 * MIB
    unpacked_bytes: int = 1024 * MIB
    ratio: int = 100
    """How many times larger unpacked than packed; CSV packs about tenfold, a bomb a thousandfold."""
    ratio_floor_bytes: int = MIB
    """Below this a large ratio is no bomb: a table of one repeated value packs very small."""
    members: int = 200
    name_characters: int = 120
    rows: int = 5_000_000
    columns: int = 200
    cell_characters: int = 32_767
    """What a spreadsheet's cell can hold."""
    drawing_characters: int = 5_000_000
    """A polygon of 100,000 corners."""
    seconds: float = 600.0
    memory_bytes: int = 8192 * MIB
    """Address space of the reading process, most of it reserved and never used by the libraries' allocators."""


DEFAULT = Limits()
