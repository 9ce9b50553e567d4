"""A table as JSON lines: one flat object a line."""

import json
from collections.abc import Iterator

from ingest.errors import OverLimit, UnreadableFile
from ingest.reading.cells import text_of, trim
from ingest.reading.limits import Limits
from ingest.reading.names import show_name
from ingest.reading.raw import RawTable
from ingest.reading.tables import build_table, with_header
from ingest.reading.text import decode


class _Pairs(tuple[tuple[str, object], ...]):
    """The entries of an object, kept as they came so that a name said twice is seen."""

    __slots__ = ()


_DECODER = json.JSONDecoder(object_pairs_hook=_Pairs)


def read_json_lines(file: str, content: bytes, limits: Limits) -> RawTable:
    """Read a table whose columns are all names that occur. Raises UnreadableFile, OverLimit."""
    objects = list(_objects(file, decode(file, content), limits))
    columns = list(dict.fromkeys(name for _, told in objects for name in told))
    if not columns:
        message = f"{show_name(file)} is empty: write at least one object, or leave it out."
        raise UnreadableFile(message, file)
    rows = ((line, [told.get(name, "") for name in columns]) for line, told in objects)
    return build_table(file, with_header(columns, rows), limits)


def _objects(file: str, text: str, limits: Limits) -> Iterator[tuple[int, dict[str, str]]]:
    # Not splitlines: the text of a JSON string may hold other line breaks than these.
    for number, line in enumerate(text.split("\n"), start=1):
        if number > limits.rows:
            raise OverLimit(f"{show_name(file)} has more than {limits.rows:,} rows: split the feed.", file)
        if line.strip():
            told = _flat_object(line)
            if told is None:
                message = (
                    f"{show_name(file)} line {number} is no flat JSON object with each name once and every value text, "
                    "a number, true, false or null: write it as one."
                )
                raise UnreadableFile(message, file)
            yield number, told


def _flat_object(line: str) -> dict[str, str] | None:
    try:
        told = _DECODER.decode(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, _Pairs) or any(isinstance(value, list | _Pairs) for _, value in told):
        return None
    cells = {trim(name): text_of(value) for name, value in told}
    return cells if len(cells) == len(told) and all(map(_is_text, [*cells, *cells.values()])) else None


def _is_text(cell: str) -> bool:
    """Whether a cell is free of NUL and of halves of characters, which JSON may escape and no other text can hold."""
    return "\0" not in cell and not any("\ud800" <= character <= "\udfff" for character in cell)
