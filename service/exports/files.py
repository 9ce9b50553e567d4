"""Writing frames as CSV, JSON, XLSX or Parquet, with nothing in them a spreadsheet would run."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import polars as pl
from openpyxl import Workbook

from ingest.reading.writing import escape_formula, escape_formulas
from service.errors import CannotExport


class Format(StrEnum):
    """The forms an export can be written in."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    PARQUET = "parquet"


def write_frames(frames: Iterable[pl.DataFrame], format_: Format, path: Path | None) -> int:
    """Write frames of one shape to `path`, or to standard output, and return the number of rows.

    Raises CannotExport for a form that only a file can hold, or a file that cannot be written.
    """
    if path is None:
        if format_ in {Format.XLSX, Format.PARQUET}:
            raise CannotExport(f"{format_} goes to a file: name one with -o FILE.")
        return _WRITERS[format_](frames, sys.stdout.buffer)
    try:
        with path.open("wb") as file:
            return _WRITERS[format_](frames, file)
    except OSError as error:
        raise CannotExport(f"{path} cannot be written: {error.strerror}.") from error


def _write_csv(frames: Iterable[pl.DataFrame], file: BinaryIO) -> int:
    rows = 0
    for number, frame in enumerate(frames):
        escaped = frame.with_columns(escape_formulas(name) for name, kind in frame.schema.items() if kind == pl.String)
        escaped.write_csv(file, include_header=number == 0, datetime_format="%Y-%m-%dT%H:%M:%S")
        rows += frame.height
    file.flush()
    return rows


def _write_json(frames: Iterable[pl.DataFrame], file: BinaryIO) -> int:
    rows = 0
    file.write(b"[")
    for frame in frames:
        for row in frame.iter_rows(named=True):
            file.write(b"\n" if rows == 0 else b",\n")
            file.write(json.dumps(row, ensure_ascii=False, default=_as_text).encode())
            rows += 1
    file.write(b"\n]\n")
    file.flush()
    return rows


def _write_xlsx(frames: Iterable[pl.DataFrame], file: BinaryIO) -> int:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("export")
    rows = 0
    for frame in frames:
        if rows == 0:
            sheet.append(frame.columns)
        for row in frame.iter_rows():
            # Text cells only: a day in year 9999 or a leading = would be read as something else.
            sheet.append([escape_formula(_as_text(cell)) if cell is not None else None for cell in row])
            rows += 1
    book.save(file)
    return rows


def _as_text(cell: object) -> str:
    """Return a cell as every form writes it: days and moments in ISO form."""
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _write_parquet(frames: Iterable[pl.DataFrame], file: BinaryIO) -> int:
    whole = pl.concat(list(frames))
    whole.write_parquet(file)
    return whole.height


_WRITERS = {
    Format.CSV: _write_csv,
    Format.JSON: _write_json,
    Format.XLSX: _write_xlsx,
    Format.PARQUET: _write_parquet,
}
