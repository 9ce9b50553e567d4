"""From rows of cells to a table: the header, the cells by column, and the rows that do not fit."""

import json
from collections.abc import Iterable, Iterator

import polars as pl

from ingest.errors import OverLimit, UnreadableFile
from ingest.reading.limits import Limits
from ingest.reading.raw import MalformedRow, RawTable
from ingest.reading.text import Row, decode, read_rows, trim
from ingest.reading.writing import unescape_formula

DRAWING = "geometry"
_CHUNK = 50_000


def table_of(file: str, rows: Iterable[Row], limits: Limits) -> RawTable:
    """Build a table from its rows, the header first. Raises UnreadableFile where columns are unnamed or alike."""
    iterator = iter(rows)
    head = next(iterator, None)
    if head is None:
        raise UnreadableFile(f"{file} is empty: write at least its header row, or leave it out.", file)
    columns = _header(file, head.cells, limits)
    width = len(columns)
    frames: list[pl.DataFrame] = []
    lines: list[int] = []
    malformed: list[MalformedRow] = []
    chunk: list[list[str]] = []
    for row in iterator:
        cells = row.cells
        if len(cells) != width:
            if any(cells[width:]):
                malformed.append(_too_long(row, width))
                continue
            cells = (cells + [""] * width)[:width]
        chunk.append(cells)
        lines.append(row.line)
        if len(chunk) == _CHUNK:
            frames.append(_frame(columns, chunk))
            chunk = []
    frames.append(_frame(columns, chunk))
    cells_by_column = pl.concat(frames)
    _check_cells(file, cells_by_column, limits)
    return RawTable(file, cells_by_column, pl.Series("line", lines, dtype=pl.Int64), tuple(malformed))


def _header(file: str, cells: list[str], limits: Limits) -> list[str]:
    columns = list(cells)
    while columns and not columns[-1]:
        columns.pop()
    if not columns or not all(columns):
        raise UnreadableFile(f"{file} has a column without a name: the first row must name every column.", file)
    if len(columns) > limits.columns:
        raise OverLimit(f"{file} has more than {limits.columns} columns.", file)
    if len(set(columns)) != len(columns):
        raise UnreadableFile(f"{file} has two columns of one name: rename or remove one.", file)
    return columns


def _frame(columns: list[str], rows: list[list[str]]) -> pl.DataFrame:
    by_column = zip(*rows, strict=True) if rows else ((),) * len(columns)
    series = [pl.Series(name, values, dtype=pl.String) for name, values in zip(columns, by_column, strict=True)]
    return pl.DataFrame(series).select(unescape_formula(name).replace("", None) for name in columns)


def _too_long(row: Row, width: int) -> MalformedRow:
    message = (
        f"has {len(row.cells)} cells under {width} columns: put a cell that holds the separator in quotation marks"
    )
    return MalformedRow(row.line, tuple(row.cells), message)


def _check_cells(file: str, cells: pl.DataFrame, limits: Limits) -> None:
    for column in cells.columns:
        limit = limits.drawing_characters if column == DRAWING else limits.cell_characters
        longest = cells[column].str.len_chars().max()
        if isinstance(longest, int) and longest > limit:
            raise OverLimit(f"{file} has a cell of more than {limit:,} characters in one of its columns.", file)


def read_csv(file: str, content: bytes, limits: Limits) -> RawTable:
    """Read a table from CSV."""
    return table_of(file, read_rows(file, decode(file, content), limits), limits)


def read_json_lines(file: str, content: bytes, limits: Limits) -> RawTable:
    """Read a table from JSON lines: one flat object a line, the columns being all names that occur."""
    objects = list(_objects(file, decode(file, content), limits))
    columns = list(dict.fromkeys(name for _, told in objects for name in told))
    if not columns:
        raise UnreadableFile(f"{file} is empty: write at least one object, or leave it out.", file)
    rows = (Row(line, [told.get(name, "") for name in columns]) for line, told in objects)
    return table_of(file, [Row(0, columns), *rows], limits)


def _objects(file: str, text: str, limits: Limits) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        if number > limits.rows:
            raise OverLimit(f"{file} has more than {limits.rows:,} rows: split the feed.", file)
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            told = None
        if not isinstance(told, dict) or any(isinstance(value, dict | list) for value in told.values()):
            raise UnreadableFile(f"{file} line {number} is no flat JSON object.", file)
        yield number, {trim(str(name)): _text(value) for name, value in told.items()}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return trim(str(value))
