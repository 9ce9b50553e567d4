"""How large anything in a feed may be."""

from dataclasses import dataclass

KIB, MIB = 1 << 10, 1 << 20


@dataclass(frozen=True)
class Limits:
    """Limits, well above what the largest force's monthly full extract needs (300,000 rows, 60 MiB of CSV)."""

    archive_bytes: int = 256 * MIB
    """Of a zip or workbook as it was sent."""
    unpacked_bytes: int = 1024 * MIB
    """Of all files of a feed together."""
    file_bytes: int = 512 * MIB
    """Of one file of a feed; as text it may take four times as much memory."""
    manifest_bytes: int = 64 * KIB
    directory_bytes: int = MIB
    """Of a zip's directory, which has to be read before it can be judged."""
    ratio: int = 100
    """How many times larger unpacked than packed; CSV packs about tenfold, a bomb a thousandfold."""
    ratio_floor_bytes: int = MIB
    """Below this a large ratio is no bomb: a table of one repeated value packs very small."""
    members: int = 200
    name_characters: int = 120
    rows: int = 5_000_000
    """Of one table, blank ones counted in."""
    columns: int = 200
    cell_characters: int = 32_767
    """What a spreadsheet's cell can hold."""
    drawing_characters: int = 5_000_000
    """A polygon of 100,000 corners."""
    seconds: float = 600.0
    """Of wall-clock time for one feed in the reading process."""
    memory_bytes: int = 8192 * MIB
    """Address space of the reading process; its threads and allocators reserve about 1 GiB of it and use little."""


DEFAULT = Limits()
