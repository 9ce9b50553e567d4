"""A feed as it was sent: its manifest and its tables, every cell still text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl


@dataclass(frozen=True)
class Manifest:
    """What the sender says about the feed (`feed.toml`, or the sheet `feed` of a workbook)."""

    agency: str
    received: date
    handling: str = "OFFICIAL-SENSITIVE"
    profile: str = "canonical"
    complete: bool = False
    grading: str = ""
    synthetic: bool = False


@dataclass(frozen=True)
class MalformedRow:
    """A row that does not fit its header, with what is wrong and how to mend it."""

    line: int
    cells: tuple[str, ...]
    message: str


@dataclass(frozen=True)
class GuessedEncoding:
    """That a file of UTF-8 has a stray byte in `line` and was taken for Windows-1252, and what to do about it."""

    line: int
    message: str


@dataclass(frozen=True)
class RawTable:
    """One table of a feed.

    `cells` holds only text columns, named by the header as sent (trimmed); a blank cell is null.
    `lines` is the line number in the file where each row of `cells` begins (a workbook: the sheet's row).
    """

    file: str
    cells: pl.DataFrame
    lines: pl.Series
    malformed: tuple[MalformedRow, ...] = ()
    guessed: GuessedEncoding | None = None


@dataclass(frozen=True)
class RawFeed:
    """A whole feed, unvalidated: `name` is the folder's or file's bare name, `digest` the hash of its bytes."""

    name: str
    manifest: Manifest
    digest: str
    tables: Mapping[str, RawTable]
    """By bare file or sheet name, in lower case: `persons`, `zones`."""
    notices: tuple[str, ...] = ()
    """What was read over: entries and columns nobody asked for."""
