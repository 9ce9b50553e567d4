"""From the bytes of a text file to its rows: encoding, separator, cells, and the line each row begins on."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.errors import OverLimit, UnreadableFile
from ingest.reading.limits import Limits

SEPARATORS = ",;\t"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_TRIMMED = " \t\r\n\v\f\u00a0\u2007\u202f" + _INVISIBLE


def trim(cell: str) -> str:
    """Return a cell without white space and invisible characters at its ends."""
    return cell.strip(_TRIMMED)


def decode(name: str, content: bytes) -> str:
    """Return the text of UTF-8 with or without a mark, UTF-16 with one, or cp1252. Raises UnreadableFile otherwise."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise UnreadableFile(
                f"{name} begins as UTF-16 but is not: save it as UTF-8 and send it again.", name
            ) from None
    if b"\0" in content:
        raise UnreadableFile(f"{name} is no text file: it holds NUL bytes. Save it as CSV UTF-8.", name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"{name} line {line} is neither UTF-8 nor Windows-1252: save it as CSV UTF-8 and send it again."
        raise UnreadableFile(message, name) from None


def _separator(head: str) -> str:
    outside: list[str] = []
    quoted = False
    for character in head:
        quoted ^= character == '"'
        if not quoted:
            if character in "\r\n" and outside:
                break
            outside.append(character)
    line = "".join(outside)
    return max(SEPARATORS, key=line.count)


@dataclass(frozen=True)
class Row:
    """One row: the line it begins on and its cells, trimmed."""

    line: int
    cells: list[str]


def read_rows(name: str, text: str, limits: Limits) -> Iterator[Row]:
    """Yield every row that is not blank, the header first.

    Raises UnreadableFile where a quote never ends, OverLimit for a cell or a file that is too large.
    """
    csv.field_size_limit(limits.drawing_characters)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text[:65_536]), strict=True)
    rows, line = 0, 1
    try:
        for cells in reader:
            begins, line = line, reader.line_num + 1
            trimmed = [cell.strip(_TRIMMED) for cell in cells]
            if any(trimmed):
                rows += 1
                if rows > limits.rows:
                    raise OverLimit(f"{name} has more than {limits.rows:,} rows: split the feed.", name)
                yield Row(begins, trimmed)
    except csv.Error as error:
        if "field larger" in str(error):
            message = f"{name} line {line} has a cell of more than {limits.drawing_characters:,} characters."
            raise OverLimit(message, name) from None
        message = f"{name} line {line}: quotation marks do not match: write a mark within a cell twice."
        raise UnreadableFile(message, name) from None
