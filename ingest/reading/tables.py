"""From rows of cells to a table: the header, the cells by column, and the rows that do not fit."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice

import polars as pl

from ingest.errors import OverLimit, UnreadableFile
from ingest.reading.cells import TRIMMED, trim
from ingest.reading.limits import Limits
from ingest.reading.names import show_name
from ingest.reading.raw import MalformedRow, RawTable
from ingest.reading.text import decode, find_separator, read_rows
from ingest.reading.writing import unescape_formula

DRAWING = "geometry"
# Small enough that the cells are still in the processor's cache when they become columns: twice as fast as 50,000.
_CHUNK = 2_000

Rows = Iterable[tuple[int, list[str]]]
"""Rows as they come: the line a row begins on, and its cells."""


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the collector of cycles: rows are none, and looking through them for some takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def build_table(file: str, rows: Rows, limits: Limits) -> RawTable:
    """Build a table from its rows, the first that is not blank being the header.

    Raises UnreadableFile without a header or with two columns of one name, OverLimit.
    """
    iterator = iter(rows)
    header = next((cells for _, cells in iterator if any(map(trim, cells))), None)
    if header is None:
        raise UnreadableFile(f"{show_name(file)} is empty: write at least its header row, or leave it out.", file)
    columns = _header(file, header, limits)
    sent = [_frame(columns, [])]
    lines: list[int] = []
    malformed: list[MalformedRow] = []
    with _without_collector():
        while chunk := list(islice(iterator, _CHUNK)):
            begins, cells = _fit(chunk, len(columns), malformed)
            lines += begins
            sent.append(_frame(columns, cells))
            if len(lines) + len(malformed) > limits.rows:
                raise OverLimit(f"{show_name(file)} has more than {limits.rows:,} rows: split the feed.", file)
    return _finish(
        file, pl.concat(sent, rechunk=True), pl.Series("line", lines, dtype=pl.Int64), tuple(malformed), limits
    )


def _finish(
    file: str, sent: pl.DataFrame, lines: pl.Series, malformed: tuple[MalformedRow, ...], limits: Limits
) -> RawTable:
    table = _clean(sent)
    _check_cells(file, table, limits)
    is_row = table.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    return RawTable(file, table.filter(is_row), lines.filter(is_row), malformed)


def _header(file: str, cells: list[str], limits: Limits) -> list[str]:
    columns = [trim(cell) for cell in cells]
    while not columns[-1]:
        columns.pop()
    shown = show_name(file)
    if len(columns) > limits.columns:
        raise OverLimit(f"{shown} has {len(columns)} columns, and a table needs no more than {limits.columns}.", file)
    if not all(columns):
        place = columns.index("") + 1
        message = f"{shown} has no name for column {place}: the first row that is not blank must name every column."
        raise UnreadableFile(message, file)
    for place, name in enumerate(columns, start=1):
        if (first := columns.index(name) + 1) != place:
            message = f"{shown} has one name for columns {first} and {place}: rename or remove one."
            raise UnreadableFile(message, file)
        if len(name) > limits.name_characters:
            message = f"{shown} has a name of over {limits.name_characters} characters for column {place}: shorten it."
            raise OverLimit(message, file)
    return columns


def _fit(
    chunk: list[tuple[int, list[str]]], width: int, malformed: list[MalformedRow]
) -> tuple[Sequence[int], Sequence[list[str]]]:
    """Bring rows to the header's width; those with more cells than it has names go to `malformed`."""
    begins, rows = zip(*chunk, strict=True)
    if set(map(len, rows)) == {width}:
        return begins, rows
    lines: list[int] = []
    fitting: list[list[str]] = []
    for line, cells in chunk:
        if any(map(trim, cells[width:])):
            malformed.append(_too_long(line, cells, width))
            continue
        lines.append(line)
        fitting.append([*cells[:width], *[""] * (width - len(cells))])
    return lines, fitting


def _too_long(line: int, cells: list[str], width: int) -> MalformedRow:
    message = f"has {len(cells)} cells under {width} columns: put a cell that holds the separator in quotation marks"
    return MalformedRow(line, tuple(map(trim, cells)), message)


def _frame(columns: list[str], rows: Sequence[list[str]]) -> pl.DataFrame:
    by_column = zip(*rows, strict=True) if rows else ((),) * len(columns)
    return pl.DataFrame(
        [pl.Series(name, values, dtype=pl.String) for name, values in zip(columns, by_column, strict=True)]
    )


def _clean(sent: pl.DataFrame) -> pl.DataFrame:
    """Return cells trimmed, blank ones null, and without the mark our own files of rejected rows carry."""
    trimmed = sent.select(pl.all().str.strip_chars(TRIMMED))
    has_mark = trimmed.select(pl.all().str.starts_with("'").any()).row(0)
    marked = [unescape_formula(name) for name, has in zip(sent.columns, has_mark, strict=True) if has]
    return trimmed.with_columns(marked).select(pl.when(pl.all() != "").then(pl.all()))


def _check_cells(file: str, cells: pl.DataFrame, limits: Limits) -> None:
    longest = cells.select(pl.all().str.len_chars().max()).row(0)
    for place, (column, characters) in enumerate(zip(cells.columns, longest, strict=True), start=1):
        limit = limits.drawing_characters if column == DRAWING else limits.cell_characters
        if characters is not None and characters > limit:
            message = f"{show_name(file)} has a cell of more than {limit:,} characters in column {place}: shorten it."
            raise OverLimit(message, file)


def read_csv(file: str, content: bytes, limits: Limits) -> RawTable:
    """Read a table from CSV. Raises UnreadableFile, OverLimit."""
    text = decode(file, content)
    return _read_plain(file, text, limits) or build_table(file, read_rows(file, text, limits), limits)


def _read_plain(file: str, text: str, limits: Limits) -> RawTable | None:
    """Read what `build_table` reads, four times as fast, where no cell is quoted and every line has all its cells."""
    if '"' in text or text.count("\r") != text.count("\r\n"):
        return None
    separator = find_separator(text)
    head, _, body = text.partition("\n")
    columns = head.split(separator)
    if not any(map(trim, columns)) or len(_header(file, columns, limits)) < len(columns):
        return None
    rows = pl.Series("row", body.split("\n"), dtype=pl.String).str.strip_suffix("\r")
    rows = rows[:-1] if rows[-1] == "" else rows
    if len(rows) > limits.rows or len(head) > limits.cell_characters:
        return None
    fits = rows.str.count_matches(separator, literal=True) == len(columns) - 1
    if not (fits & (rows.str.len_chars() <= limits.cell_characters)).all():
        return None
    names = [trim(name) for name in columns]
    cells = rows.str.split_exact(separator, len(columns) - 1).struct.rename_fields(names).struct.unnest()
    return _finish(file, cells, pl.int_range(2, len(rows) + 2, dtype=pl.Int64, eager=True).alias("line"), (), limits)


def with_header(columns: list[str], rows: Rows) -> Rows:
    """Return rows after a header that the file itself does not have."""
    return chain([(0, columns)], rows)
